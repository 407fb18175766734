package dev.patchbay.shell.gateway;

import dev.patchbay.api.admin.AdminAnswer;
import dev.patchbay.shell.CommandFailure;
import dev.patchbay.shell.command.Command;
import dev.patchbay.shell.command.Details;
import dev.patchbay.shell.command.Invocation;
import dev.patchbay.shell.command.Option;
import dev.patchbay.shell.command.Table;
import dev.patchbay.shell.command.Takes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Tools as a model sees them, and one run by hand. */
final class ToolCommands {
    private static final String GROUP = "tools";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int CONFLICT = 409;
    private static final List<String> EFFECTS = List.of("reads", "writes", "destroys");

    private final Operator operator;
    private final References references;

    ToolCommands(Operator operator) {
        this.operator = operator;
        this.references = new References(operator);
    }

    List<Command> all() {
        return List.of(
                Command.of(GROUP, "tools", "the tools of an integration, or of an account")
                        .takes("WHAT", Takes.INTEGRATION, "an integration's id, or an account's id or name")
                        .options(
                                Option.of("--tag", "TAG", "only those with this tag"),
                                Option.of("--effect", "EFFECT", EFFECTS, "only those that do this"),
                                Option.of("--search", "TEXT", "only those whose name or title holds this"))
                        .shows()
                        .example("tools billsby --tag invoices")
                        .example("tools billsby | grep refund")
                        .does(this::tools),
                Command.of(GROUP, "tool", "one tool: its description, its arguments, the vendor's operation")
                        .takes("TOOL", Takes.TOOL, "its name")
                        .shows()
                        .example("tool list_all_billsby_invoices")
                        .does(this::tool),
                Command.of(GROUP, "call", "runs a tool by hand")
                        .details("""
                                The call goes the same way as one of Claude's: its arguments are checked, and it is in \
                                the activity. A tool that reads runs at once; for one that changes something, what will \
                                happen is told, and --yes does it.""")
                        .takes("ACCOUNT", Takes.ACCOUNT, "the account's id or name")
                        .takes("TOOL", Takes.TOOL, "the tool's name")
                        .takesMany("ARGUMENT=VALUE", Takes.ARGUMENT, "arguments; objects and arrays as JSON")
                        .options(
                                Option.of(
                                        "--arguments",
                                        "FILE",
                                        Takes.FILE,
                                        "a JSON object of arguments; - is standard input"),
                                Option.flag("--yes", "run it though it changes something"))
                        .shows()
                        .example("call billsby list_all_billsby_invoices limit=5")
                        .answers(this::call));
    }

    private void tools(Invocation invocation) {
        String what = invocation.operand(0);
        Optional<Json> integration = what.contains("/") ? Optional.empty() : operator.find("/integration/" + what);
        String path = integration.isPresent()
                ? "/integration/" + what + "/tools"
                : "/integrated-account/"
                        + references
                                .findAccount(what)
                                .orElseThrow(() -> new CommandFailure("there is no integration and no account " + what
                                        + "\n  `integrations` and `accounts` list them."))
                                .string("id")
                        + "/tools";
        Map<String, String> query = new LinkedHashMap<>();
        invocation.option("--tag").ifPresent(tag -> query.put("tag", tag));
        invocation.option("--effect").ifPresent(effect -> query.put("effect", effect));
        invocation.option("--search").ifPresent(text -> query.put("q", text));
        Listing listing = operator.all(path, query);
        Table table = Table.of("tool!", "does", "tags", "title");
        listing.items().forEach(each -> row(table, each));
        invocation.show(
                listing.json(),
                () -> table.text(invocation.has("--wide")) + "\n"
                        + listing.items().size() + " tools; `tool NAME` says all about one");
    }

    static void row(Table table, Json tool) {
        table.row(
                tool.string("name"),
                tool.string("effect") + (tool.flag("moves_money") ? ", moves money" : ""),
                tool.words("tags"),
                tool.string("title"));
    }

    private void tool(Invocation invocation) {
        String name = invocation.operand(0);
        for (Json integration : operator.all("/integration", Map.of()).items()) {
            Optional<Json> tool = named(name, "/integration/" + integration.string("id") + "/tools", Map.of("q", name));
            if (tool.isPresent()) {
                Json found = tool.get();
                invocation.show(found.fields(), () -> text(found, integration.string("id")));
                return;
            }
        }
        throw new CommandFailure("there is no tool " + name + "\n  `tools INTEGRATION` lists those of an integration.");
    }

    private Optional<Json> named(String name, String path, Map<String, String> query) {
        return operator.all(path, query).items().stream()
                .filter(each -> each.string("name").equals(name))
                .findFirst();
    }

    private static String text(Json tool, String integration) {
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("name", tool.string("name"));
        shown.put("title", tool.string("title"));
        shown.put("integration", integration);
        shown.put("does", tool.string("effect") + (tool.flag("moves_money") ? ", moves money" : ""));
        shown.put("tags", tool.words("tags"));
        shown.put("operation", tool.string("operation"));
        shown.put("description", tool.string("description"));
        Json schema = tool.object("inputSchema");
        List<String> required = schema.words("required");
        List<Object> arguments = new ArrayList<>();
        schema.object("properties").fields().forEach((name, value) -> {
            Json property = Json.of(value);
            Map<String, @Nullable Object> argument = new LinkedHashMap<>();
            argument.put(name, type(property) + (required.contains(name) ? ", required" : ""));
            argument.put("", property.string("description"));
            arguments.add(argument);
        });
        shown.put("arguments", arguments);
        return Details.of(shown) + "\n\nThe whole schema is in the answer of --json.";
    }

    private static String type(Json property) {
        String type = property.value("type") instanceof Iterable<?>
                ? String.join(" or ", property.words("type"))
                : property.has("type") ? property.string("type") : "any";
        return property.has("enum") ? type + ": " + String.join(", ", property.words("enum")) : type;
    }

    private boolean call(Invocation invocation) {
        Json account = references.account(invocation.operand(0));
        String name = invocation.operand(1);
        String tools = "/integrated-account/" + account.string("id") + "/tools";
        Json tool = operator.find(tools + "/" + name)
                .orElseThrow(() -> new CommandFailure("the account " + account.string("name") + " has no tool " + name
                        + "\n  `tools " + account.string("id") + "` lists those that it has."));
        TypedArguments arguments = new TypedArguments(tool.object("inputSchema"));
        invocation
                .option("--arguments")
                .ifPresent(path -> arguments.json(invocation.caller().file(path)));
        arguments.words(invocation.operands(2));
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("arguments", arguments.values());
        if (invocation.has("--yes")) {
            body.put("confirmed", true);
        }
        AdminAnswer answer = operator.answer("POST", tools + "/" + name + "/call", Map.of(), body);
        Json result = Json.of(answer.body());
        if (answer.status() == CONFLICT) {
            throw new CommandFailure(result.string("detail") + "\n  Repeat it with --yes to do it.");
        }
        if (!answer.good()) {
            throw Operator.refused(result);
        }
        invocation.show(result.fields(), () -> result(result));
        invocation.caller().progress(told(result));
        return !result.flag("is_error");
    }

    private static String result(Json result) {
        return result.list("content").stream()
                .map(each -> each.has("text") ? readable(each.string("text")) : "(" + each.string("type") + ")")
                .collect(Collectors.joining("\n"));
    }

    /** JSON on several lines; anything else as it is. */
    private static String readable(String text) {
        try {
            return text.startsWith("{") || text.startsWith("[") ? Invocation.pretty(JSON.readTree(text)) : text;
        } catch (JacksonException e) {
            return text;
        }
    }

    private static String told(Json result) {
        StringBuilder text =
                new StringBuilder(result.number("duration_millis") + " ms, request " + result.string("request_id"));
        if (result.text("vendor_status") != null) {
            text.append(", the vendor answered ").append(result.text("vendor_status"));
        }
        Json limit = result.object("rate_limit");
        if (limit.has("remaining")) {
            text.append(", ")
                    .append(limit.text("remaining"))
                    .append(" of ")
                    .append(limit.text("limit"))
                    .append(" calls left");
        }
        return text.toString();
    }
}

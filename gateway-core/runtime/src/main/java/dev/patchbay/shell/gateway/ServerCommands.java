package dev.patchbay.shell.gateway;

import dev.patchbay.shell.CommandFailure;
import dev.patchbay.shell.command.Command;
import dev.patchbay.shell.command.Details;
import dev.patchbay.shell.command.Invocation;
import dev.patchbay.shell.command.Option;
import dev.patchbay.shell.command.Table;
import dev.patchbay.shell.command.Takes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** MCP servers: the URLs that Claude is given. */
final class ServerCommands {
    private static final String GROUP = "MCP servers";
    private static final String NEVER = "never";
    private static final List<String> METHODS =
            List.of("read", "write", "custom", "list", "get", "create", "update", "delete");

    private static final Option METHODS_OPTION =
            Option.of("--methods", "WORDS", METHODS, "with commas between: these, or any method of the integration");
    private static final Option TAGS_OPTION =
            Option.of("--tags", "WORDS", "tags, with commas between; `integration` lists those that there are");
    private static final Option EXPIRES_OPTION =
            Option.of("--expires", "WHEN", "2030-01-31T00:00:00Z, or from now: 12h, 30d");

    private final Operator operator;
    private final References references;

    ServerCommands(Operator operator) {
        this.operator = operator;
        this.references = new References(operator);
    }

    List<Command> all() {
        return List.of(
                Command.of(GROUP, "servers", "the MCP servers of an account, or of all")
                        .mayTake("ACCOUNT", Takes.ACCOUNT, "an account's id or name; none for all accounts")
                        .options(
                                Option.of("--status", "STATUS", List.of("active", "expired"), "only those that are so"),
                                Option.of("--expires-before", "WHEN", "only those that end until then: 7d"),
                                Option.of("--search", "TEXT", "only those whose name holds this"))
                        .shows()
                        .example("servers --expires-before 7d")
                        .does(this::servers),
                Command.of(GROUP, "server", "one MCP server: its filters, its tools, when it ends")
                        .takes("SERVER", Takes.SERVER, "its id or its name")
                        .shows()
                        .example("server \"Support, reading\"")
                        .does(this::server),
                Command.of(GROUP, "mint", "makes an MCP server and shows its URL, this once")
                        .details("Without filters the server has all tools of the account.")
                        .takes("ACCOUNT", Takes.ACCOUNT, "its id, its name, or the integration if it has only one")
                        .options(
                                Option.of("--name", "TEXT", "what it is called"),
                                METHODS_OPTION,
                                TAGS_OPTION,
                                EXPIRES_OPTION,
                                Option.flag("--confirm", "ask the user before a tool destroys or moves money"),
                                Option.flag("--search", "list three tools that search, describe and call"),
                                Option.flag("--second-factor", "ask for an API token besides the URL"),
                                Option.flag("--preview", "only tell which tools it would have"))
                        .shows()
                        .example("mint billsby --name \"Support, reading\" --methods read --expires 30d")
                        .does(this::mint),
                Command.of(GROUP, "edit", "changes an MCP server; its URL stays")
                        .details("What is not given stays as it is.")
                        .takes("SERVER", Takes.SERVER, "its id or its name")
                        .options(
                                Option.of("--name", "TEXT", "what it is called"),
                                Option.of("--methods", "WORDS", METHODS, "with commas between, or all"),
                                Option.of("--tags", "WORDS", "with commas between, or all"),
                                Option.of("--expires", "WHEN", "2030-01-31T00:00:00Z, 12h, 30d, or never"),
                                Option.of("--confirm", "YES", List.of("yes", "no"), "ask before a tool destroys"),
                                Option.of("--discovery", "WORD", List.of("list", "search"), "how tools are found"),
                                Option.of("--second-factor", "YES", List.of("yes", "no"), "ask for an API token"))
                        .shows()
                        .example("edit \"Support, reading\" --tags invoices,customers --expires never")
                        .does(this::edit),
                Command.of(GROUP, "rotate", "gives an MCP server a new URL, and shows it, this once")
                        .takes("SERVER", Takes.SERVER, "its id or its name")
                        .options(Option.of("--grace", "TIME", "how long the old URL works on: 15m, 24h; at most 7d"))
                        .shows()
                        .example("rotate \"Support, reading\" --grace 24h")
                        .does(this::rotate),
                Command.of(GROUP, "duplicate", "makes an MCP server like another one, with a URL of its own")
                        .takes("SERVER", Takes.SERVER, "the other one's id or name")
                        .options(Option.of("--name", "TEXT", "what the new one is called"))
                        .shows()
                        .example("duplicate \"Support, reading\" --name \"Support, night shift\"")
                        .does(this::duplicate),
                Command.of(GROUP, "revoke", "ends an MCP server: its URL opens nothing from now on")
                        .takes("SERVER", Takes.SERVER, "its id or its name")
                        .example("revoke mcp_k3x9m2p4q6r8s2t4")
                        .does(this::revoke));
    }

    private void servers(Invocation invocation) {
        Map<String, String> query = new LinkedHashMap<>();
        invocation
                .operands(0)
                .forEach(word -> query.put(
                        "integrated_account_id", references.account(word).string("id")));
        invocation.option("--status").ifPresent(status -> query.put("status", status));
        invocation
                .option("--expires-before")
                .ifPresent(text -> query.put(
                        "expires_before", When.in("--expires-before", text).toString()));
        invocation.option("--search").ifPresent(text -> query.put("q", text));
        Listing listing = operator.all("/mcp-server", query);
        invocation.show(listing.json(), table(listing.items()));
    }

    static Table table(List<Json> servers) {
        Table table = Table.of(
                "server!",
                "account",
                "name",
                "methods",
                "tags",
                "2nd factor",
                "expires",
                "calls in a day",
                "last used");
        for (Json each : servers) {
            Json config = each.object("config");
            table.row(
                    each.string("id"),
                    each.string("integrated_account_id"),
                    each.string("name"),
                    config.words("methods").isEmpty() ? "all" : config.words("methods"),
                    config.words("tags").isEmpty() ? "all" : config.words("tags"),
                    config.flag("require_api_token_auth") ? "yes" : "no",
                    each.string("status").equals("expired") ? "expired" : When.shown(each.text("expires_at")),
                    each.object("calls").number("count"),
                    When.shown(each.text("last_used_at")));
        }
        return table;
    }

    private void server(Invocation invocation) {
        Json server = operator.get(References.path(references.server(invocation.operand(0))));
        invocation.show(server.fields(), () -> Details.of(server.fields()));
    }

    private void mint(Invocation invocation) {
        Json account = references.account(invocation.operand(0));
        String servers = "/integrated-account/" + account.string("id") + "/mcp";
        Map<String, Object> config = new LinkedHashMap<>();
        invocation.option("--methods").ifPresent(text -> config.put("methods", words(text)));
        invocation.option("--tags").ifPresent(text -> config.put("tags", words(text)));
        if (invocation.has("--second-factor")) {
            config.put("require_api_token_auth", true);
        }
        config.put("confirm", invocation.has("--confirm"));
        config.put("discovery", invocation.has("--search") ? "search" : "list");
        if (invocation.has("--preview")) {
            preview(invocation, operator.post(servers + "/preview", Map.of("config", config)));
            return;
        }
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("name", invocation.option("--name").orElse("from the shell"));
        body.put("config", config);
        invocation
                .option("--expires")
                .ifPresent(text ->
                        body.put("expires_at", When.in("--expires", text).toString()));
        minted(invocation, operator.post(servers, body));
    }

    private static void preview(Invocation invocation, Json preview) {
        Table table = Table.of("tool!", "does", "tags", "title");
        preview.list("result").forEach(each -> ToolCommands.row(table, each));
        invocation.show(
                preview.fields(),
                () -> table.text(invocation.has("--wide")) + "\n" + sizes(preview, "tools") + warnings(preview));
    }

    private static String sizes(Json counted, String count) {
        return "%,d tools, %,d bytes, about %,d tokens in a model's context"
                .formatted(counted.number(count), counted.number("bytes"), counted.number("estimated_tokens"));
    }

    private static String warnings(Json view) {
        StringBuilder text = new StringBuilder();
        view.words("warnings").forEach(each -> text.append("\nwarning: ").append(each));
        return text.toString();
    }

    /** Shows a server with its URL. */
    private static void minted(Invocation invocation, Json server) {
        invocation.show(server.fields(), () -> {
            StringBuilder text = new StringBuilder(server.string("id") + "  " + server.string("name") + "\n"
                    + server.string("url") + "\nThe URL is a secret, and is not shown again.");
            if (server.has("tools")) {
                text.append('\n').append(sizes(server.object("tools"), "count"));
            }
            if (server.text("previous_url_until") != null) {
                text.append("\nThe old URL works until ").append(server.text("previous_url_until"));
            }
            return text.append(warnings(server)).toString();
        });
    }

    private void edit(Invocation invocation) {
        Json server = references.server(invocation.operand(0));
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        invocation.option("--name").ifPresent(name -> body.put("name", name));
        invocation
                .option("--expires")
                .ifPresent(text -> body.put(
                        "expires_at",
                        text.equals(NEVER) ? null : When.in("--expires", text).toString()));
        Map<String, Object> config = new LinkedHashMap<>();
        invocation.option("--methods").ifPresent(text -> config.put("methods", words(text)));
        invocation.option("--tags").ifPresent(text -> config.put("tags", words(text)));
        invocation.option("--confirm").ifPresent(text -> config.put("confirm", yes("--confirm", text)));
        invocation.option("--discovery").ifPresent(text -> config.put("discovery", text));
        invocation
                .option("--second-factor")
                .ifPresent(text -> config.put("require_api_token_auth", yes("--second-factor", text)));
        if (!config.isEmpty()) {
            body.put("config", config);
        }
        if (body.isEmpty()) {
            throw new CommandFailure("nothing is to be changed: `help edit` lists what can be");
        }
        Json changed = operator.patch(References.path(server), body);
        invocation.show(
                changed.fields(), () -> Details.of(changed.without("warnings").fields()) + warnings(changed));
    }

    private void rotate(Invocation invocation) {
        Json server = references.server(invocation.operand(0));
        Map<String, Object> body = new LinkedHashMap<>();
        invocation
                .option("--grace")
                .ifPresent(text ->
                        body.put("grace_seconds", When.duration("--grace", text).toSeconds()));
        minted(invocation, operator.post(References.path(server) + "/rotate", body));
    }

    private void duplicate(Invocation invocation) {
        Json server = references.server(invocation.operand(0));
        Map<String, Object> body = new LinkedHashMap<>();
        invocation.option("--name").ifPresent(name -> body.put("name", name));
        minted(invocation, operator.post(References.path(server) + "/duplicate", body));
    }

    private void revoke(Invocation invocation) {
        Json server = references.server(invocation.operand(0));
        operator.delete(References.path(server));
        invocation.print(server.string("id") + " (" + server.string("name") + ") is revoked");
    }

    private static boolean yes(String option, String text) {
        if (!text.equals("yes") && !text.equals("no")) {
            throw new CommandFailure(option + " takes yes or no; not " + text);
        }
        return text.equals("yes");
    }

    private static List<String> words(String text) {
        return text.equals("all")
                ? List.of()
                : Stream.of(text.split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }
}

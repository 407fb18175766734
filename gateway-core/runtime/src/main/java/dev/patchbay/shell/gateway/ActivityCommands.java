package dev.patchbay.shell.gateway;

import dev.patchbay.shell.CommandFailure;
import dev.patchbay.shell.command.Columns;
import dev.patchbay.shell.command.Command;
import dev.patchbay.shell.command.Details;
import dev.patchbay.shell.command.Invocation;
import dev.patchbay.shell.command.Option;
import dev.patchbay.shell.command.Table;
import dev.patchbay.shell.command.Takes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/** The activity: who did what, how much of it there is, and what needs a person. */
final class ActivityCommands {
    /** How long a follower of the trail waits before it looks again. */
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);

    private static final String GROUP = "activity";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LINES = 20;
    private static final String BARS = " ▁▂▃▄▅▆▇█";

    private final Operator operator;
    private final References references;

    ActivityCommands(Operator operator) {
        this.operator = operator;
        this.references = new References(operator);
    }

    List<Command> all() {
        return List.of(
                Command.of(GROUP, "audit", "who did what, the newest last; or whether the trail is unharmed")
                        .options(
                                Option.of("-n", "LINES", "how many lines, " + LINES + " if left out"),
                                Option.flag("-f", "go on with what comes, until Ctrl-C"),
                                Option.of(
                                        "--account", "ACCOUNT", Takes.ACCOUNT, "only what was done with this account"),
                                Option.of("--server", "SERVER", Takes.SERVER, "only what came through this MCP server"),
                                Option.of(
                                        "--token", "TOKEN", Takes.API_TOKEN, "only what was done with this API token"),
                                Option.of("--integration", "ID", Takes.INTEGRATION, "only this integration's"),
                                Option.of("--action", "WORD", "only this action or tool"),
                                Option.of("--effect", "EFFECT", List.of("reads", "writes", "destroys"), "only these"),
                                Option.of("--outcome", "WORD", "only what ended so: ok, rate_limited"),
                                Option.of("--request", "ID", "only this request, with all that is known of it"),
                                Option.of("--since", "WHEN", "2030-01-31T00:00:00Z, or ago: 15m, 2d"),
                                Option.of("--until", "WHEN", "the same"),
                                Option.flag("--verify", "check the trail: was a line changed, removed or put in?"))
                        .shows()
                        .example("audit -n 50 --outcome rate_limited --since 1d")
                        .example("audit -f --account Acme")
                        .answers(this::audit),
                Command.of(GROUP, "statistics", "how many calls there were, how many failed, how long they took")
                        .options(
                                Option.of("--window", "WINDOW", List.of("hour", "day"), "of the last"),
                                Option.of("--account", "ACCOUNT", Takes.ACCOUNT, "only this account's"),
                                Option.of("--server", "SERVER", Takes.SERVER, "only this MCP server's"))
                        .shows()
                        .example("statistics --window day")
                        .does(this::statistics),
                Command.of(GROUP, "attention", "what needs a person, and what to do about it")
                        .shows()
                        .does(this::attention));
    }

    private boolean audit(Invocation invocation) throws InterruptedException {
        if (invocation.has("--verify")) {
            return verdict(invocation);
        }
        Map<String, String> query = filters(invocation);
        int lines = lines(invocation);
        if (invocation.has("-f")) {
            follow(invocation, query, lines);
        }
        Listing latest = operator.list("/audit", query, lines);
        List<Json> oldestFirst = new ArrayList<>(latest.items());
        Collections.reverse(oldestFirst);
        if (invocation.has("--request")) {
            invocation.show(
                    latest.json(),
                    () -> oldestFirst.stream()
                            .map(each -> Details.of(each.fields()))
                            .collect(Collectors.joining("\n\n")));
        } else {
            invocation.show(latest.json(), invocation.has("--wide") ? wide(oldestFirst) : narrow(oldestFirst));
        }
        return true;
    }

    private static Table narrow(List<Json> lines) {
        Table table = Table.of("at", "action", "outcome!", "vendor!", "ms!", "request!");
        lines.forEach(each -> table.row(
                second(each.string("at")),
                each.string("action"),
                each.string("outcome"),
                each.text("vendor_status"),
                each.value("duration_millis"),
                each.string("request_id")));
        return table;
    }

    private static Table wide(List<Json> lines) {
        Table table = Table.of(
                "at", "action", "outcome", "vendor", "ms", "request", "account", "server", "token", "from", "detail");
        lines.forEach(each -> table.row(
                each.string("at"),
                each.string("action"),
                each.string("outcome"),
                each.text("vendor_status"),
                each.value("duration_millis"),
                each.string("request_id"),
                each.text("integrated_account_id"),
                each.text("mcp_id"),
                each.text("api_token_id"),
                each.text("remote_address"),
                each.text("detail")));
        return table;
    }

    private boolean verdict(Invocation invocation) {
        Json verdict = operator.get("/audit/verdict");
        invocation.show(
                verdict.fields(),
                () -> verdict.flag("intact")
                        ? "all " + verdict.number("lines") + " lines are as they were written"
                        : "the trail is not as it was written: " + String.join("; ", verdict.words("faults")));
        return verdict.flag("intact");
    }

    private static int lines(Invocation invocation) {
        String text = invocation.option("-n").orElse(String.valueOf(LINES));
        if (!text.matches("[1-9][0-9]{0,5}")) {
            throw new CommandFailure("-n takes a number of lines; not " + text);
        }
        return Integer.parseInt(text);
    }

    private Map<String, String> filters(Invocation invocation) {
        Map<String, String> query = new LinkedHashMap<>();
        invocation
                .option("--account")
                .ifPresent(word -> query.put(
                        "integrated_account_id",
                        references
                                .findAccount(word)
                                .map(each -> each.string("id"))
                                .orElse(word)));
        invocation
                .option("--server")
                .ifPresent(word -> query.put(
                        "mcp_id",
                        references
                                .findServer(word)
                                .map(each -> each.string("id"))
                                .orElse(word)));
        invocation
                .option("--token")
                .ifPresent(word -> query.put(
                        "api_token_id",
                        references
                                .findApiToken(word)
                                .map(each -> each.string("id"))
                                .orElse(word)));
        invocation.option("--integration").ifPresent(id -> query.put("integration", id));
        invocation.option("--action").ifPresent(word -> query.put("action", word));
        invocation.option("--effect").ifPresent(word -> query.put("effect", word));
        invocation.option("--outcome").ifPresent(word -> query.put("outcome", word));
        invocation.option("--request").ifPresent(id -> query.put("request_id", id));
        invocation
                .option("--since")
                .ifPresent(text -> query.put("since", When.ago("--since", text).toString()));
        invocation
                .option("--until")
                .ifPresent(text -> query.put("until", When.ago("--until", text).toString()));
        return query;
    }

    /** Writes lines as they come; ends only by an interrupt. */
    private void follow(Invocation invocation, Map<String, String> filters, int lines) throws InterruptedException {
        Map<String, String> query = new LinkedHashMap<>(filters);
        query.put("limit", String.valueOf(Math.min(lines, 200)));
        while (true) {
            Json page = operator.get("/audit", query);
            List<Json> oldestFirst = new ArrayList<>(page.list("result"));
            Collections.reverse(oldestFirst);
            oldestFirst.forEach(each ->
                    invocation.print(invocation.has("--json") ? JSON.writeValueAsString(each.fields()) : line(each)));
            if (page.text("newest_cursor") != null) {
                query.put("after", page.string("newest_cursor"));
                query.put("limit", "200");
            }
            invocation.caller().pause(BETWEEN_LOOKS);
        }
    }

    private static String line(Json line) {
        return List.of(
                        second(line.string("at")),
                        Columns.fill(Columns.cut(line.string("action"), 36), 36),
                        Columns.fill(line.string("outcome"), 12),
                        Columns.fill(line.string("duration_millis") + " ms", 9),
                        line.string("request_id"))
                .stream()
                .collect(Collectors.joining("  "));
    }

    private static String second(String instant) {
        return instant.replaceFirst("^[0-9]{4}-([0-9-]{5})T([0-9:]{8}).*", "$1 $2");
    }

    private void statistics(Invocation invocation) {
        Map<String, String> query = new LinkedHashMap<>();
        query.put("window", invocation.option("--window").orElse("hour"));
        invocation
                .option("--account")
                .ifPresent(word -> query.put(
                        "integrated_account_id", references.account(word).string("id")));
        invocation
                .option("--server")
                .ifPresent(word -> query.put("mcp_id", references.server(word).string("id")));
        Json statistics = operator.get("/statistics", query);
        invocation.show(statistics.fields(), () -> text(statistics, invocation.has("--wide")));
    }

    private static String text(Json statistics, boolean wide) {
        StringBuilder text = new StringBuilder(statistics.number("calls") + " calls since "
                + second(statistics.string("since")) + ", " + statistics.number("errors") + " of them failed");
        if (statistics.text("p50_millis") != null) {
            text.append("\nhalf took at most ")
                    .append(statistics.number("p50_millis"))
                    .append(" ms, 95 of 100 at most ")
                    .append(statistics.number("p95_millis"))
                    .append(" ms");
        }
        text.append("\n\n").append(bars(statistics.list("buckets"))).append("  calls, ");
        text.append(statistics.number("bucket_seconds") / 60).append(" minutes a bar");
        append(text, Table.of("tool!", "calls!", "errors!"), statistics.list("by_tool"), "tool", wide);
        append(text, Table.of("server!", "calls!", "errors!"), statistics.list("by_server"), "mcp_id", wide);
        return text.toString();
    }

    private static void append(StringBuilder text, Table table, List<Json> rows, String key, boolean wide) {
        rows.forEach(each -> table.row(each.text(key), each.value("calls"), each.value("errors")));
        if (!table.isEmpty()) {
            text.append("\n\n").append(table.text(wide));
        }
    }

    private static String bars(List<Json> buckets) {
        long most = Math.max(
                1,
                buckets.stream().mapToLong(each -> each.number("calls")).max().orElse(1));
        StringBuilder bars = new StringBuilder();
        for (Json each : buckets) {
            long calls = each.number("calls");
            bars.append(BARS.charAt((int) (calls == 0 ? 0 : 1 + calls * (BARS.length() - 2) / most)));
        }
        return bars.toString();
    }

    private void attention(Invocation invocation) {
        Listing listing = new Listing(operator.get("/attention").list("result"), null);
        invocation.show(
                listing.json(),
                () -> listing.items().isEmpty()
                        ? "nothing needs a person"
                        : listing.items().stream().map(ActivityCommands::matter).collect(Collectors.joining("\n\n")));
    }

    private static String matter(Json matter) {
        return Columns.wrap(matter.string("severity") + "  " + matter.string("title"), Columns.LINE, "  ")
                + indented(matter.string("detail"))
                + indented(matter.string("remedy"));
    }

    private static String indented(String text) {
        return text.isEmpty() ? "" : "\n  " + Columns.wrap(text, Columns.LINE - 2, "  ");
    }
}

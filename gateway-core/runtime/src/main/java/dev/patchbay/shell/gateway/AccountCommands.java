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
import java.util.stream.Collectors;

/** Connected accounts: which there are, how they are, and what ends them. {@link ConnectCommands} makes them. */
final class AccountCommands {
    private static final String GROUP = "accounts";

    private final Operator operator;
    private final References references;

    AccountCommands(Operator operator) {
        this.operator = operator;
        this.references = new References(operator);
    }

    List<Command> all() {
        return List.of(
                Command.of(GROUP, "accounts", "the connected accounts, and how they are")
                        .options(
                                Option.of("--integration", "ID", Takes.INTEGRATION, "only those of this integration"),
                                Option.of(
                                        "--status",
                                        "STATUS",
                                        List.of("active", "needs_reauth", "unreachable", "pending"),
                                        "only those that are so"),
                                Option.of("--search", "TEXT", "only those whose name holds this"))
                        .shows()
                        .example("accounts --status needs_reauth")
                        .does(this::accounts),
                Command.of(GROUP, "account", "one account: its state and since when, its context, its servers")
                        .takes("ACCOUNT", Takes.ACCOUNT, "its id, its name, or the integration if it has only one")
                        .shows()
                        .example("account billsby")
                        .does(this::account),
                Command.of(GROUP, "test", "asks the vendor whether an account's credentials are good")
                        .details("Brings the account's state up to date. Fails if they are not good.")
                        .takes("ACCOUNT", Takes.ACCOUNT, "its id or its name")
                        .shows()
                        .example("test billsby")
                        .answers(this::test),
                Command.of(GROUP, "disconnect", "removes an account, its credentials and all of its URLs")
                        .takes("ACCOUNT", Takes.ACCOUNT, "its id or its name")
                        .options(Option.flag("--yes", "do it; without, only what would happen is told"))
                        .example("disconnect acc_k3x9m2p4q6r8s2t4 --yes")
                        .answers(this::disconnect));
    }

    private void accounts(Invocation invocation) {
        Map<String, String> query = new LinkedHashMap<>();
        invocation.option("--integration").ifPresent(id -> query.put("integration", id));
        invocation.option("--status").ifPresent(status -> query.put("status", status));
        invocation.option("--search").ifPresent(text -> query.put("q", text));
        Listing listing = operator.all("/integrated-account", query);
        Table table = Table.of("account!", "integration", "name", "context", "status!", "since!", "servers!");
        listing.items()
                .forEach(each -> table.row(
                        each.string("id"),
                        each.string("integration"),
                        each.string("name"),
                        pairs(each.object("context")),
                        each.string("status"),
                        When.shown(each.text("status_since")),
                        each.value("servers")));
        invocation.show(listing.json(), table);
    }

    private static String pairs(Json object) {
        return object.fields().entrySet().stream()
                .map(each -> each.getKey() + "=" + each.getValue())
                .collect(Collectors.joining(", "));
    }

    private void account(Invocation invocation) {
        Json account = references.account(invocation.operand(0));
        invocation.show(account.fields(), () -> {
            List<Json> servers = operator.all("/integrated-account/" + account.string("id") + "/mcp", Map.of())
                    .items();
            return Details.of(account.without("servers").fields())
                    + (servers.isEmpty()
                            ? "\n\nIt has no MCP server; `mint " + account.string("id") + "` makes one."
                            : "\n\n" + ServerCommands.table(servers).text(invocation.has("--wide")));
        });
    }

    private boolean test(Invocation invocation) {
        Json account = references.account(invocation.operand(0));
        Json verdict = operator.post("/integrated-account/" + account.string("id") + "/test", null);
        invocation.show(verdict.fields(), () -> Details.of(verdict.fields()));
        return verdict.flag("ok");
    }

    private boolean disconnect(Invocation invocation) {
        Json account = references.account(invocation.operand(0));
        String id = account.string("id");
        int servers = operator.all("/integrated-account/" + id + "/mcp", Map.of())
                .items()
                .size();
        String what = account.string("integration") + " account " + id + " (" + account.string("name") + ")";
        if (!invocation.has("--yes")) {
            throw new CommandFailure("this removes the " + what + " with its credentials, and ends "
                    + (servers == 1
                            ? "its MCP server: its URL opens"
                            : "its " + servers + " MCP servers: their URLs open")
                    + " nothing any more. It cannot be undone.\n  Repeat it with --yes to do it.");
        }
        operator.delete("/integrated-account/" + id);
        invocation.print("the " + what + " is disconnected");
        return true;
    }
}

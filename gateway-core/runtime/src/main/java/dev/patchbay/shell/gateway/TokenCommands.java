package dev.patchbay.shell.gateway;

import dev.patchbay.shell.command.Command;
import dev.patchbay.shell.command.Invocation;
import dev.patchbay.shell.command.Option;
import dev.patchbay.shell.command.Table;
import dev.patchbay.shell.command.Takes;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** API tokens: who may use the admin API and the console, or call tools as a second factor. */
final class TokenCommands {
    private static final String GROUP = "API tokens";
    private static final List<String> ROLES = List.of("admin", "operator", "caller");

    private final Operator operator;
    private final References references;

    TokenCommands(Operator operator) {
        this.operator = operator;
        this.references = new References(operator);
    }

    List<Command> all() {
        return List.of(
                Command.of(GROUP, "tokens", "the API tokens, without their secrets")
                        .shows()
                        .does(this::tokens),
                Command.of(GROUP, "tokens create", "makes an API token and shows it, this once")
                        .details("An admin may do everything; an operator all but API tokens and deployments; a caller"
                                + " nothing but be the second factor of an MCP server.")
                        .takes("NAME", Takes.TEXT, "what it is called")
                        .options(
                                Option.of("--role", "ROLE", ROLES, "what it is for; caller if left out"),
                                Option.of("--expires", "WHEN", "2030-01-31T00:00:00Z, or from now: 12h, 30d"))
                        .shows()
                        .example("tokens create \"nightly report\" --role operator --expires 90d")
                        .does(this::create),
                Command.of(GROUP, "tokens revoke", "ends an API token at once")
                        .takes("TOKEN", Takes.API_TOKEN, "its id or its name, not the secret")
                        .example("tokens revoke \"nightly report\"")
                        .does(this::revoke));
    }

    private void tokens(Invocation invocation) {
        Listing listing = operator.all("/api-token", Map.of());
        Table table = Table.of("token!", "name", "role!", "expires", "last used", "created by");
        listing.items()
                .forEach(each -> table.row(
                        each.string("id"),
                        each.string("name"),
                        each.string("role"),
                        When.shown(each.text("expires_at")),
                        When.shown(each.text("last_used_at")),
                        each.string("created_by")));
        invocation.show(listing.json(), table);
    }

    private void create(Invocation invocation) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("name", invocation.operand(0));
        body.put("role", invocation.option("--role").orElse("caller"));
        invocation
                .option("--expires")
                .ifPresent(text ->
                        body.put("expires_at", When.in("--expires", text).toString()));
        Json token = operator.post("/api-token", body);
        invocation.show(
                token.fields(),
                () -> token.string("id") + "  " + token.string("name") + ", " + token.string("role") + "\n"
                        + token.string("token") + "\nThe token is a secret, and is not shown again.");
    }

    private void revoke(Invocation invocation) {
        Json token = references.apiToken(invocation.operand(0));
        operator.delete("/api-token/" + token.string("id"));
        invocation.print(token.string("id") + " (" + token.string("name") + ") is revoked");
    }
}

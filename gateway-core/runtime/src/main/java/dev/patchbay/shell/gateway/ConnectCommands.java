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
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Connects accounts, and connects them again: with keys, or by a login in the browser. */
final class ConnectCommands {
    private static final String GROUP = "accounts";
    private static final Option CREDENTIALS = Option.of(
            "--credentials", "FILE", Takes.FILE, "a file of the secrets: JSON, or lines of FIELD=VALUE; - is a pipe");
    private static final Option METHOD =
            Option.of("--method", "ID", "the way to sign in, where the integration has several");

    private final Operator operator;
    private final References references;

    ConnectCommands(Operator operator) {
        this.operator = operator;
        this.references = new References(operator);
    }

    List<Command> all() {
        return List.of(
                Command.of(GROUP, "connect", "connects an account of an integration")
                        .details("""
                                Secrets are never words of the command: they are asked for, without being shown. In a \
                                script they are the next lines of standard input, in the order of `integration`, or in \
                                a file. The vendor is asked whether they are good before anything is saved. Where the \
                                vendor wants a login, the answer is the URL to open in your browser.""")
                        .takes("INTEGRATION", Takes.INTEGRATION, "its id")
                        .takesMany("FIELD=VALUE", Takes.FIELD, "the fields that `integration` lists, but for secrets")
                        .options(
                                Option.of("--name", "TEXT", "what it is called; the integration's title if left out"),
                                METHOD,
                                CREDENTIALS,
                                Option.of("--base-url", "URL", "another place than the vendor's: a sandbox, a proxy"),
                                Option.flag("--no-test", "save it without asking the vendor"))
                        .shows()
                        .example("connect billsby companyDomain=acme --name Acme")
                        .example("connect billsby companyDomain=acme --credentials ~/acme.json")
                        .does(this::connect),
                Command.of(GROUP, "reconnect", "gives an account new credentials, or logs in again; its URLs stay")
                        .takes("ACCOUNT", Takes.ACCOUNT, "its id or its name")
                        .takesMany("FIELD=VALUE", Takes.TEXT, "credentials that are not secret")
                        .options(METHOD, CREDENTIALS)
                        .shows()
                        .example("reconnect Acme")
                        .does(this::reconnect),
                Command.of(GROUP, "locations", "what an account's login opens besides itself, an agency's locations")
                        .takes("ACCOUNT", Takes.ACCOUNT, "the agency's id or name")
                        .shows()
                        .example("locations Agency")
                        .does(this::locations),
                Command.of(GROUP, "locations connect", "makes accounts of locations, which log in by their agency")
                        .takes("ACCOUNT", Takes.ACCOUNT, "the agency's id or name")
                        .takesMany("LOCATION", Takes.TEXT, "ids that `locations` lists")
                        .shows()
                        .example("locations connect Agency ve9EPM428h8vShlRW1KT")
                        .answers(this::connectLocations));
    }

    private void connect(Invocation invocation) {
        Json integration = references.integration(invocation.operand(0));
        Json method = method(integration, invocation.option("--method"));
        Given given = new Given(integration, method);
        // the login itself tells what it is for
        method.words("granted_context").forEach(given::isThere);
        given.words(invocation.operands(1));
        invocation
                .option("--credentials")
                .ifPresent(path -> given.file(invocation.caller().file(path)));
        given.complete(invocation.caller());
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("integration", integration.string("id"));
        body.put("name", invocation.option("--name").orElse(integration.string("title")));
        body.put("auth_method", method.string("id"));
        body.put("context", given.context());
        body.put("credentials", given.credentials());
        invocation.option("--base-url").ifPresent(url -> body.put("base_url", url));
        if (method.flag("login")) {
            begun(invocation, operator.post("/integrated-account/login", body));
            return;
        }
        if (!invocation.has("--no-test")) {
            invocation.caller().progress("asking the vendor whether the credentials are good …");
            Json verdict = operator.post("/integrated-account/test", body);
            if (!verdict.flag("ok")) {
                throw new CommandFailure(verdict.string("message")
                        + "\n  Nothing was saved. --no-test saves the account without asking the vendor.");
            }
        }
        Json account = operator.post("/integrated-account", body);
        invocation.show(
                account.fields(),
                () -> Details.of(account.fields()) + "\n\n`mint " + account.string("id") + "` makes a URL for Claude.");
    }

    private void reconnect(Invocation invocation) {
        Json account = references.account(invocation.operand(0));
        String path = "/integrated-account/" + account.string("id");
        Json integration = references.integration(account.string("integration"));
        Json method = method(
                integration, invocation.option("--method").or(() -> Optional.ofNullable(account.text("auth_method"))));
        Given given = new Given(integration, method);
        given.words(invocation.operands(1));
        invocation
                .option("--credentials")
                .ifPresent(file -> given.file(invocation.caller().file(file)));
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("auth_method", method.string("id"));
        if (method.flag("login")) {
            if (!given.credentials().isEmpty()) {
                body.put("credentials", given.credentials());
            }
            begun(invocation, operator.post(path + "/login", body));
            return;
        }
        account.object("context").fields().keySet().forEach(given::isThere);
        given.complete(invocation.caller());
        body.put("credentials", given.credentials());
        Json changed = operator.patch(path, body);
        Json verdict = operator.post(path + "/test", null);
        if (!verdict.flag("ok")) {
            throw new CommandFailure(
                    "the new credentials are saved, and the vendor says: " + verdict.string("message"));
        }
        Json now = operator.find(path).orElse(changed);
        invocation.show(now.fields(), () -> Details.of(now.fields()));
    }

    private void locations(Invocation invocation) {
        Json account = references.account(invocation.operand(0));
        Listing listing = operator.all("/integrated-account/" + account.string("id") + "/location", Map.of());
        Table table = Table.of("location!", "name", "address", "account!");
        listing.items()
                .forEach(each -> table.row(
                        each.string("id"),
                        each.text("name"),
                        each.text("address"),
                        each.text("integrated_account_id")));
        invocation.show(listing.json(), table);
    }

    private boolean connectLocations(Invocation invocation) {
        Json account = references.account(invocation.operand(0));
        Json answer = operator.post(
                "/integrated-account/" + account.string("id") + "/location",
                Map.of("location_ids", invocation.operands(1)));
        Table table = Table.of("location!", "account!", "problem");
        List<Json> results = answer.list("result");
        results.forEach(each -> table.row(each.string("id"), each.text("integrated_account_id"), each.text("problem")));
        invocation.show(answer.fields(), table);
        return results.stream().allMatch(each -> each.text("problem") == null);
    }

    private static void begun(Invocation invocation, Json login) {
        invocation.show(
                login.fields(),
                () -> "Open this in your browser, and log in to the account that is to be connected:\n\n"
                        + login.string("authorize_url") + "\n\nIt is good until " + login.string("expires_at")
                        + ". The vendor sends the browser back to\n" + login.string("redirect_uri")
                        + "\nwhich has to be one of the redirect URLs of your app there. `account "
                        + login.string("integrated_account_id") + "` then tells what came of it.");
    }

    private static Json method(Json integration, Optional<String> id) {
        List<Json> methods = integration.list("auth_methods");
        String known = methods.stream().map(each -> each.string("id")).collect(Collectors.joining(", "));
        return methods.stream()
                .filter(each -> id.isEmpty() || each.string("id").equals(id.get()))
                .findFirst()
                .orElseThrow(() -> new CommandFailure(integration.string("id") + " has no way to sign in called "
                        + id.orElse("") + "; there are " + known));
    }
}

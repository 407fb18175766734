package dev.patchbay.shell.gateway;

import dev.patchbay.shell.command.Command;
import dev.patchbay.shell.command.Details;
import dev.patchbay.shell.command.Invocation;
import dev.patchbay.shell.command.Table;
import dev.patchbay.shell.command.Takes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Integrations: what is deployed, and what is wrong with it. */
final class IntegrationCommands {
    private static final String GROUP = "integrations";

    private final Operator operator;
    private final References references;

    IntegrationCommands(Operator operator) {
        this.operator = operator;
        this.references = new References(operator);
    }

    List<Command> all() {
        return List.of(
                Command.of(GROUP, "integrations", "what is deployed, and what is wrong with what is not")
                        .shows()
                        .does(this::integrations),
                Command.of(
                                GROUP,
                                "integration",
                                "one integration: its version, its problems, what it is connected with")
                        .takes("INTEGRATION", Takes.INTEGRATION, "its id")
                        .shows()
                        .example("integration billsby")
                        .does(this::integration));
    }

    private void integrations(Invocation invocation) {
        Listing listing = operator.all("/integration", Map.of());
        Table table = Table.of("integration", "bundle", "version!", "state!", "tools!", "problem");
        Problems problems = new Problems(invocation);
        for (Json each : listing.items()) {
            table.row(
                    each.text("id"),
                    each.string("bundle"),
                    each.string("version"),
                    each.string("state"),
                    each.value("tools"),
                    problems.cell(each.text("id") == null ? each.string("bundle") : each.string("id"), problems(each)));
        }
        invocation.show(listing.json(), () -> problems.below(table));
    }

    private static List<String> problems(Json integration) {
        List<String> problems = new ArrayList<>(integration.words("problems"));
        integration
                .list("quarantined")
                .forEach(each -> problems.add("quarantined " + each.string("tool") + ": " + each.string("reason")));
        return problems;
    }

    private void integration(Invocation invocation) {
        Json integration = references.integration(invocation.operand(0));
        invocation.show(integration.fields(), () -> Details.of(integration.fields()));
    }
}

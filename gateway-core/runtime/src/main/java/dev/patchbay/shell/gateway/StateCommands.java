package dev.patchbay.shell.gateway;

import dev.patchbay.health.Checked;
import dev.patchbay.health.HealthReport;
import dev.patchbay.shell.command.Columns;
import dev.patchbay.shell.command.Command;
import dev.patchbay.shell.command.Details;
import dev.patchbay.shell.command.Invocation;
import dev.patchbay.shell.command.Table;
import java.util.List;

/** The gateway itself: how it is set up, and how it is. */
final class StateCommands {
    private static final String GROUP = "the gateway";

    private final Operator operator;
    private final Doctor doctor;

    StateCommands(Operator operator, HealthReport health) {
        this.operator = operator;
        this.doctor = new Doctor(health, operator);
    }

    List<Command> all() {
        return List.of(
                Command.of(GROUP, "doctor", "checks what usually goes wrong, and says what to do about it")
                        .details("Ends with status 0 if all is well, and with 1 if anything is to be done. Asks each"
                                + " vendor whether it is there, which takes some seconds at the most.")
                        .shows()
                        .example("doctor")
                        .example("doctor --json")
                        .answers(this::doctor),
                Command.of(GROUP, "settings", "what the configuration is and where it comes from, and the versions")
                        .shows()
                        .does(this::settings));
    }

    private boolean doctor(Invocation invocation) throws InterruptedException {
        List<Checked> checks = doctor.examine(invocation.caller());
        invocation.show(Doctor.json(checks), () -> text(checks));
        return Checked.worst(checks).equals("ok");
    }

    private static String text(List<Checked> checks) {
        int name = checks.stream().mapToInt(each -> each.name().length()).max().orElse(0);
        StringBuilder text = new StringBuilder();
        long open = 0;
        for (Checked check : checks) {
            for (Checked.Note note : check.notes()) {
                String head = Columns.fill(note.status(), 8) + "  " + Columns.fill(check.name(), name) + "  ";
                String margin = " ".repeat(head.length());
                text.append(head).append(Columns.wrap(note.finding(), Columns.LINE - head.length(), margin));
                if (note.remedy() != null) {
                    String arrow = "→ ";
                    text.append('\n')
                            .append(margin)
                            .append(arrow)
                            .append(Columns.wrap(
                                    note.remedy(), Columns.LINE - head.length() - arrow.length(), margin + "  "));
                }
                text.append('\n');
                open += note.status().equals("ok") ? 0 : 1;
            }
        }
        return text
                + (open == 0
                        ? "\nall is well"
                        : "\n" + (open == 1 ? "1 thing is" : open + " things are") + " to be done");
    }

    private void settings(Invocation invocation) {
        Json settings = operator.get("/settings");
        invocation.show(settings.fields(), () -> {
            boolean wide = invocation.has("--wide");
            StringBuilder text = new StringBuilder(Details.of(
                    settings.without("configuration", "bundles", "health").fields()));
            Table configuration = Table.of("configuration", "setting", "value", "from");
            for (Json each : settings.list("configuration")) {
                for (Json property : each.list("properties")) {
                    configuration.row(
                            each.string("pid"),
                            property.string("name"),
                            property.value("value"),
                            property.flag("default") ? "default" : each.string("file"));
                }
            }
            Table bundles = Table.of("bundle", "version!", "state!");
            settings.list("bundles")
                    .forEach(each -> bundles.row(each.string("name"), each.string("version"), each.string("state")));
            return text.append("\n\n")
                    .append(configuration.text(wide))
                    .append("\n\n")
                    .append(bundles.text(wide))
                    .append("\n\n`doctor` says how the gateway is.")
                    .toString();
        });
    }
}

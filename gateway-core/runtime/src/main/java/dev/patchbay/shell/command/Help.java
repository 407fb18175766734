package dev.patchbay.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What commands say of themselves, in lines of at most 100 characters. */
public final class Help {
    private static final String INDENT = "  ";

    private Help() {}

    /** One line on each command, under the heading of its group. */
    public static String all(List<Command> commands) {
        Map<String, List<Command>> groups = new LinkedHashMap<>();
        commands.forEach(each ->
                groups.computeIfAbsent(each.group(), group -> new ArrayList<>()).add(each));
        int width =
                commands.stream().mapToInt(each -> each.name().length()).max().orElse(0);
        StringBuilder text = new StringBuilder("Commands; `help COMMAND` says more of one.\n");
        groups.forEach((group, members) -> {
            text.append('\n').append(group).append('\n');
            members.forEach(each -> text.append(entry(each.name(), width, each.summary())));
        });
        text.append("""

                A line may be a pipe, as in: tools billsby | grep invoice
                Most commands answer JSON with --json. Accounts and servers go by id or by name.
                Felix's own commands are there as well, lb for example: `felix:help` lists them.""");
        return text.toString();
    }

    /** All about one command. */
    public static String one(Command command) {
        StringBuilder text =
                new StringBuilder(command.summary()).append("\n\nusage: ").append(usage(command));
        if (!command.details().isEmpty()) {
            text.append("\n\n").append(Columns.wrap(command.details(), Columns.LINE, ""));
        }
        List<String[]> entries = new ArrayList<>();
        command.operands().forEach(each -> entries.add(new String[] {each.name(), each.text()}));
        command.options()
                .forEach(each -> entries.add(new String[] {
                    each.usage(),
                    each.choices().isEmpty() ? each.text() : each.text() + ": " + String.join(", ", each.choices())
                }));
        if (!entries.isEmpty()) {
            int width =
                    entries.stream().mapToInt(each -> each[0].length()).max().orElse(0);
            text.append("\n\n");
            entries.forEach(each -> text.append(entry(each[0], width, each[1])));
            text.setLength(text.length() - 1);
        }
        if (!command.examples().isEmpty()) {
            text.append("\n\nfor example\n")
                    .append(command.examples().stream()
                            .map(each -> INDENT + each)
                            .collect(Collectors.joining("\n")));
        }
        return text.toString();
    }

    static String usage(Command command) {
        StringBuilder usage = new StringBuilder(command.name());
        command.operands().forEach(each -> usage.append(' ').append(each.usage()));
        if (!command.options().isEmpty()) {
            usage.append(" [options]");
        }
        return usage.toString();
    }

    private static String entry(String name, int width, String text) {
        String margin = INDENT + " ".repeat(width) + INDENT;
        String wrapped = Columns.wrap(text, Columns.LINE - margin.length(), margin);
        return INDENT + name + " ".repeat(width - name.length()) + INDENT + wrapped + "\n";
    }
}

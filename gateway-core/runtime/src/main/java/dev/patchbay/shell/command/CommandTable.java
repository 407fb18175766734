package dev.patchbay.shell.command;

import dev.patchbay.shell.Caller;
import dev.patchbay.shell.CommandFailure;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Function;
import org.apache.felix.service.command.Process;

/** All commands, as Gogo calls them: by the first word of their name. */
public final class CommandTable {
    private final List<Command> commands;

    /** @param commands in the order in which the help lists them */
    public CommandTable(List<Command> commands) {
        this.commands = List.copyOf(commands);
    }

    /** All of them. */
    public List<Command> all() {
        return commands;
    }

    /** The words that Gogo has to know. */
    public SortedSet<String> words() {
        return commands.stream().map(Command::word).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What Gogo calls for a word. */
    public Function function(String word) {
        return (session, arguments) -> {
            List<String> typed = new ArrayList<>(List.of(word));
            arguments.forEach(each -> typed.add(String.valueOf(each)));
            Command command = called(typed);
            List<String> rest = typed.subList(command.name().split(" ").length, typed.size());
            if (rest.contains("--help") || rest.contains("-h")) {
                return Help.one(command);
            }
            CommandLine line = CommandLine.of(command, rest);
            boolean well = command.action().run(new Invocation(line, output(session), caller(session)));
            return well ? null : Boolean.FALSE;
        };
    }

    /** The command that a line begins with. */
    private Command called(List<String> typed) {
        return find(typed).orElseThrow(() -> {
            String known = commands.stream()
                    .filter(each -> each.word().equals(typed.get(0)))
                    .map(Command::name)
                    .collect(Collectors.joining(", "));
            return new CommandFailure("there is no command " + String.join(" ", typed)
                    + (known.isEmpty() ? "" : "; there are " + known) + "\n  `help` lists all.");
        });
    }

    /** The command of the longest name that a line begins with, the shell's scope before it or not. */
    public Optional<Command> find(List<String> typed) {
        String line = String.join(" ", typed).replaceFirst("^gateway:", "") + " ";
        Command found = null;
        for (Command each : commands) {
            if (line.startsWith(each.name() + " ")
                    && (found == null || each.name().length() > found.name().length())) {
                found = each;
            }
        }
        return Optional.ofNullable(found);
    }

    /** In a pipe every command has an output of its own. */
    private static PrintStream output(CommandSession session) {
        Process process = Process.Utils.current();
        return process == null ? session.getConsole() : process.out();
    }

    private static Caller caller(CommandSession session) {
        return session.get(Caller.VARIABLE) instanceof Caller caller ? caller : Caller.NONE;
    }
}

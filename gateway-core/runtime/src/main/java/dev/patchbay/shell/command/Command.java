package dev.patchbay.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A command of the shell: what is typed, what it says of itself, and what it does.
 *
 * @param name one word, or two for what is done to the things of the first
 * @param group the heading under which {@code help} lists it
 * @param summary half a line for the list
 * @param details more than that; empty if there is no more
 * @param operands in their order; only the last may be optional or repeated
 * @param examples whole lines
 */
public record Command(
        String name,
        String group,
        String summary,
        String details,
        List<Operand> operands,
        List<Option> options,
        List<String> examples,
        Action action) {
    /** What all commands that answer with data can do. */
    static final List<Option> SHOWN = List.of(
            Option.flag("--json", "answer JSON, as the API does"),
            Option.flag("--wide", "do not cut columns to make lines of 100 characters"));

    /** What a command does. Ends well, or throws: a {@link dev.patchbay.shell.CommandFailure} if its message tells all. */
    @FunctionalInterface
    public interface Action {
        /** @return false to end with a status other than 0 without further words */
        boolean run(Invocation invocation) throws Exception;
    }

    /** An action that has not failed when it returns. */
    @FunctionalInterface
    public interface Task {
        void run(Invocation invocation) throws Exception;
    }

    public Command {
        operands = List.copyOf(operands);
        options = List.copyOf(options);
        examples = List.copyOf(examples);
    }

    /** A command that does nothing yet. */
    public static Command of(String group, String name, String summary) {
        return new Command(name, group, summary, "", List.of(), List.of(), List.of(), invocation -> true);
    }

    /** This command, saying more of itself. */
    public Command details(String text) {
        return new Command(name, group, summary, text, operands, options, examples, action);
    }

    /** This command with one more operand. */
    public Command takes(String operand, Takes takes, String text) {
        return with(new Operand(operand, takes, Operand.Times.ONE, text));
    }

    /** This command with one more operand, which may be left out. */
    public Command mayTake(String operand, Takes takes, String text) {
        return with(new Operand(operand, takes, Operand.Times.OPTIONAL, text));
    }

    /** This command with any number of further operands. */
    public Command takesMany(String operand, Takes takes, String text) {
        return with(new Operand(operand, takes, Operand.Times.MANY, text));
    }

    private Command with(Operand operand) {
        return new Command(
                name,
                group,
                summary,
                details,
                Stream.concat(operands.stream(), Stream.of(operand)).toList(),
                options,
                examples,
                action);
    }

    /** This command with further options. */
    public Command options(Option... more) {
        List<Option> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Command(name, group, summary, details, operands, all, examples, action);
    }

    /** This command, which answers with data: a table, an object, or JSON. */
    public Command shows() {
        return options(SHOWN.toArray(Option[]::new));
    }

    /** This command with one more example. */
    public Command example(String line) {
        return new Command(
                name,
                group,
                summary,
                details,
                operands,
                options,
                Stream.concat(examples.stream(), Stream.of(line)).toList(),
                action);
    }

    /** This command, doing something. */
    public Command does(Task task) {
        return answers(invocation -> {
            task.run(invocation);
            return true;
        });
    }

    /** This command, doing something that also tells whether it went well. */
    public Command answers(Action other) {
        return new Command(name, group, summary, details, operands, options, examples, other);
    }

    /** The word by which the shell finds it. */
    public String word() {
        return name.split(" ")[0];
    }

    Optional<Option> option(String typed) {
        return options.stream().filter(each -> each.name().equals(typed)).findFirst();
    }

    /** The operand in a place, counted from 0. */
    public Optional<Operand> operand(int place) {
        if (operands.isEmpty()) {
            return Optional.empty();
        }
        Operand last = operands.get(operands.size() - 1);
        if (place < operands.size()) {
            return Optional.of(operands.get(place));
        }
        return last.times() == Operand.Times.MANY ? Optional.of(last) : Optional.empty();
    }
}

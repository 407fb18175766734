package dev.patchbay.shell.command;

import java.util.List;

/**
 * An option of a command.
 *
 * @param name with its hyphens
 * @param value what follows it, in capitals; empty for an option that stands alone
 * @param choices the words that its value is one of, or some of with commas between; empty if it may be anything
 * @param text what it does
 */
public record Option(String name, String value, Takes takes, List<String> choices, String text) {
    public Option {
        choices = List.copyOf(choices);
    }

    /** An option that stands alone. */
    public static Option flag(String name, String text) {
        return new Option(name, "", Takes.TEXT, List.of(), text);
    }

    /** An option with a value. */
    public static Option of(String name, String value, String text) {
        return new Option(name, value, Takes.TEXT, List.of(), text);
    }

    /** An option with a value that names something. */
    public static Option of(String name, String value, Takes takes, String text) {
        return new Option(name, value, takes, List.of(), text);
    }

    /** An option whose value is of these words. */
    public static Option of(String name, String value, List<String> choices, String text) {
        return new Option(name, value, Takes.TEXT, choices, text);
    }

    boolean standsAlone() {
        return value.isEmpty();
    }

    /** As the help writes it. */
    String usage() {
        return standsAlone() ? name : name + " " + value;
    }
}

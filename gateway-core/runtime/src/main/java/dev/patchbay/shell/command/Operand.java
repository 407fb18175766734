package dev.patchbay.shell.command;

/**
 * A value of a command that has no name on the line, only a place.
 *
 * @param name in capitals, as the help writes it
 * @param text what it is
 * @param times how many of them a line has
 */
public record Operand(String name, Takes takes, Times times, String text) {
    /** How many values an operand stands for. */
    public enum Times {
        ONE,
        OPTIONAL,
        MANY
    }

    /** As the help writes it. */
    String usage() {
        return switch (times) {
            case ONE -> name;
            case OPTIONAL -> "[" + name + "]";
            case MANY -> "[" + name + "...]";
        };
    }
}

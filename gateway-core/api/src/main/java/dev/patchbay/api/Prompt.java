package dev.patchbay.api;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A task that a person picks from a menu of their client, and that becomes instructions for the model.
 *
 * @param name letters, digits, {@code _} and {@code -}, 64 at most; unique in its integration
 * @param title what the menu shows
 * @param description one or two sentences for the person who picks it
 * @param arguments what the person is asked for, in order
 * @param tools the names of the tools that the instructions use; a server that lacks one of them does not offer the
 *     prompt
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/server/prompts">MCP: prompts</a>
 */
public record Prompt(String name, String title, String description, List<Argument> arguments, Set<String> tools) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    public Prompt {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a prompt cannot be called " + name);
        }
        Objects.requireNonNull(title, "title is null");
        Objects.requireNonNull(description, "description is null");
        arguments = List.copyOf(arguments);
        tools = Set.copyOf(tools);
    }

    /**
     * One thing that the person is asked for: a text.
     *
     * @param description what to enter
     */
    public record Argument(String name, String description, boolean required) {
        public Argument {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(description, "description is null");
        }
    }
}

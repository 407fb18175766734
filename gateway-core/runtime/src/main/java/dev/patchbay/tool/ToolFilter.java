package dev.patchbay.tool;

import dev.patchbay.api.Effect;
import dev.patchbay.api.Tool;
import java.util.Set;

/**
 * Which tools of an account a server has: those that pass both filters. The same question is asked for the list and
 * for each call.
 *
 * @param methods {@code read}, {@code write}, {@code custom} or names of methods; empty for all
 * @param tags names of tags; empty for all
 */
public record ToolFilter(Set<String> methods, Set<String> tags) {
    private static final Set<String> STANDARD = Set.of("list", "get", "create", "update", "delete");

    /** Lets every tool pass. */
    public static final ToolFilter ALL = new ToolFilter(Set.of(), Set.of());

    public ToolFilter {
        methods = Set.copyOf(methods);
        tags = Set.copyOf(tags);
    }

    /** Whether a tool passes. */
    public boolean allows(Tool tool) {
        return (methods.isEmpty() || methods.stream().anyMatch(word -> matches(word, tool)))
                && (tags.isEmpty() || tool.tags().stream().anyMatch(tags::contains));
    }

    private static boolean matches(String word, Tool tool) {
        return switch (word) {
            case "read" -> tool.effect() == Effect.READS;
            case "write" -> tool.effect() != Effect.READS;
            case "custom" -> !STANDARD.contains(tool.method());
            default -> word.equals(tool.method());
        };
    }
}

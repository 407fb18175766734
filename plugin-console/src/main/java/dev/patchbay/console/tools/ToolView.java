package dev.patchbay.console.tools;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Badge;
import java.util.List;

/**
 * A tool, as pages show it.
 *
 * @param name as a model calls it
 * @param title as a person calls it
 * @param description what a model reads about it
 * @param effect {@code reads}, {@code writes} or {@code destroys}
 * @param movesMoney whether it does
 * @param resource the kind of thing that it works on
 * @param method the kind of work
 * @param tags the groups that it belongs to
 * @param operation the vendor's operation behind it
 * @param annotations what clients are told about it, by name
 * @param inputSchema of its arguments
 * @param outputSchema of its result; absent if it declares none
 */
public record ToolView(
        String name,
        String title,
        String description,
        String effect,
        boolean movesMoney,
        String resource,
        String method,
        List<String> tags,
        String operation,
        Json annotations,
        Json inputSchema,
        Json outputSchema) {
    static ToolView of(Json tool) {
        return new ToolView(
                tool.text("name"),
                tool.text("title"),
                tool.text("description"),
                tool.text("effect"),
                tool.flag("moves_money"),
                tool.text("resource"),
                tool.text("method"),
                tool.texts("tags"),
                tool.text("operation"),
                tool.at("annotations"),
                tool.at("inputSchema"),
                tool.at("outputSchema"));
    }

    public Badge badge() {
        return Badge.effect(effect);
    }

    /** Whether it may be run without asking. */
    public boolean reads() {
        return effect.equals("reads");
    }

    public boolean destroys() {
        return effect.equals("destroys");
    }

    /** Its arguments, those of nested objects included. */
    public List<Argument> arguments() {
        return Argument.of(inputSchema);
    }
}

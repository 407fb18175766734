package dev.patchbay.integration;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A text in which <code>{{context.name}}</code> stands for a value of the account. Parsed once. */
final class Template {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final String CONTEXT = "context.";

    private final String text;
    private final List<Part> parts;

    private record Part(String text, boolean field) {}

    private Template(String text, List<Part> parts) {
        this.text = text;
        this.parts = parts;
    }

    /** @throws IllegalArgumentException if something else than a context field stands in braces */
    static Template of(String text) {
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf(OPEN, at);
            if (open < 0) {
                parts.add(new Part(text.substring(at), false));
                break;
            }
            int close = text.indexOf(CLOSE, open);
            if (close < 0) {
                throw new IllegalArgumentException("\"{{\" without \"}}\" in " + text);
            }
            if (open > at) {
                parts.add(new Part(text.substring(at, open), false));
            }
            String name = text.substring(open + OPEN.length(), close).trim();
            if (!name.startsWith(CONTEXT)) {
                throw new IllegalArgumentException("{{" + name + "}} is not {{context.field}}");
            }
            parts.add(new Part(name.substring(CONTEXT.length()), true));
            at = close + CLOSE.length();
        }
        return new Template(text, List.copyOf(parts));
    }

    /** The context fields that it needs. */
    Set<String> fields() {
        Set<String> fields = new LinkedHashSet<>();
        parts.stream().filter(Part::field).forEach(part -> fields.add(part.text()));
        return fields;
    }

    /** The text for an account, or {@code null} if the account lacks a field of it. */
    @Nullable
    String fill(Map<String, String> context) {
        if (parts.size() == 1) {
            Part only = parts.get(0);
            return only.field() ? context.get(only.text()) : only.text();
        }
        StringBuilder filled = new StringBuilder();
        for (Part part : parts) {
            String value = part.field() ? context.get(part.text()) : part.text();
            if (value == null) {
                return null;
            }
            filled.append(value);
        }
        return filled.toString();
    }

    @Override
    public String toString() {
        return text;
    }
}

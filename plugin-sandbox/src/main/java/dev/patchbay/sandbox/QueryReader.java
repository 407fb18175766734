package dev.patchbay.sandbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads query parameters by type; what does not fit is refused with 400 and the parameter's name. */
public final class QueryReader {
    private final Map<String, String> parameters;

    QueryReader(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    /** The text of a parameter that must be there. */
    public String text(String name) {
        String value = textOrNull(name);
        if (value == null) {
            throw Refusal.ofField(name, "is required in the query");
        }
        return value;
    }

    /** The text of a parameter; {@code null} when it is absent or blank. */
    public @Nullable String textOrNull(String name) {
        String value = parameters.get(name);
        return value == null || value.isBlank() ? null : value;
    }

    /** A whole number within bounds, which must be there. */
    public int number(String name, int min, int max) {
        Integer value = numberOrNull(name, min, max);
        if (value == null) {
            throw Refusal.ofField(name, "is required in the query");
        }
        return value;
    }

    /** A whole number within bounds, or {@code null} when absent. */
    public @Nullable Integer numberOrNull(String name, int min, int max) {
        String value = textOrNull(name);
        if (value == null) {
            return null;
        }
        try {
            int number = Integer.parseInt(value);
            if (number < min || number > max) {
                throw Refusal.ofField(name, "must be from " + min + " to " + max + ", but is " + number);
            }
            return number;
        } catch (NumberFormatException e) {
            throw Refusal.ofField(name, "must be a whole number");
        }
    }

    /** {@code true} or {@code false}, or {@code null} when absent. */
    public @Nullable Boolean flagOrNull(String name) {
        String value = textOrNull(name);
        if (value == null) {
            return null;
        }
        return switch (value) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> throw Refusal.ofField(name, "must be true or false");
        };
    }
}

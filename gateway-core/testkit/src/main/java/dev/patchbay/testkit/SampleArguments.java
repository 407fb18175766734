package dev.patchbay.testkit;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes arguments out of a tool's schema: the required ones, or all of them, at every depth. */
public final class SampleArguments {
    private static final Set<String> FILE = Set.of("name", "contentType", "text", "base64");

    private final boolean everything;

    private SampleArguments(boolean everything) {
        this.everything = everything;
    }

    /** What a call cannot do without. */
    public static Map<String, Object> required(Map<String, Object> schema) {
        return new SampleArguments(false).object(schema);
    }

    /** Everything that a call can have. {@code next_cursor} is left out: only an answer makes one. */
    public static Map<String, Object> all(Map<String, Object> schema) {
        Map<String, Object> all = new SampleArguments(true).object(schema);
        all.remove("next_cursor");
        return all;
    }

    private Map<String, Object> object(Map<?, ?> schema) {
        Map<String, Object> object = new LinkedHashMap<>();
        Map<?, ?> properties = schema.get("properties") instanceof Map<?, ?> map ? map : Map.of();
        List<?> required = schema.get("required") instanceof List<?> list ? list : List.of();
        properties.forEach((name, property) -> {
            // A file has its content once, as text or as base64.
            boolean other = name.equals("base64") && properties.keySet().equals(FILE);
            boolean wanted =
                    everything && !other || required.contains(name) || name.equals("text") && isFile(properties);
            if (wanted && property instanceof Map<?, ?> map) {
                object.put(String.valueOf(name), value(map));
            }
        });
        return object;
    }

    private static boolean isFile(Map<?, ?> properties) {
        return properties.keySet().equals(FILE);
    }

    private @Nullable Object value(Map<?, ?> schema) {
        if (schema.containsKey("const")) {
            return schema.get("const");
        }
        for (String word : List.of("enum", "examples")) {
            if (schema.get(word) instanceof List<?> list && !list.isEmpty()) {
                return list.get(0);
            }
        }
        if (schema.containsKey("default")) {
            return schema.get("default");
        }
        for (String word : List.of("oneOf", "anyOf", "allOf")) {
            if (!schema.containsKey("type")
                    && schema.get(word) instanceof List<?> list
                    && list.get(0) instanceof Map<?, ?> map) {
                return value(map);
            }
        }
        return ofType(schema);
    }

    private Object ofType(Map<?, ?> schema) {
        Object type = schema.get("type") instanceof List<?> types ? types.get(0) : schema.get("type");
        if (type == null) {
            type = schema.containsKey("properties") ? "object" : schema.containsKey("items") ? "array" : "string";
        }
        return switch (type.toString()) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "integer", "number" -> number(schema);
            case "boolean" -> true;
            default -> text(schema);
        };
    }

    private List<Object> array(Map<?, ?> schema) {
        List<Object> array = new ArrayList<>();
        long least = schema.get("minItems") instanceof Number number ? number.longValue() : 1;
        for (long i = 0; i < Math.max(1, least); i++) {
            Object item = schema.get("items") instanceof Map<?, ?> map ? value(map) : "item";
            array.add(item == null ? "item" : item);
        }
        return array;
    }

    private static Number number(Map<?, ?> schema) {
        if (schema.get("minimum") instanceof Number least) {
            return least.longValue() < 1 && !schema.containsKey("maximum") ? Long.valueOf(1) : least;
        }
        return schema.get("maximum") instanceof Number most && most.longValue() < 1 ? most : Long.valueOf(1);
    }

    private static String text(Map<?, ?> schema) {
        String text = switch (String.valueOf(schema.get("format"))) {
            case "date" -> "2026-11-24";
            case "date-time" -> "2026-11-24T10:00:00Z";
            case "email" -> "someone@example.com";
            case "uri" -> "https://example.com/";
            default -> "sample";
        };
        int least = schema.get("minLength") instanceof Number number ? number.intValue() : 0;
        int most = schema.get("maxLength") instanceof Number number ? number.intValue() : Integer.MAX_VALUE;
        String longEnough = text.length() < least ? text + "x".repeat(least - text.length()) : text;
        return longEnough.length() > most ? longEnough.substring(0, most) : longEnough;
    }
}

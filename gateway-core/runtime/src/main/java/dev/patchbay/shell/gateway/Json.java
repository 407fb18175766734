package dev.patchbay.shell.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A JSON object that the admin API answered, asked for its fields by name and type. What is absent is null or empty. */
record Json(Map<String, @Nullable Object> fields) {
    static Json of(@Nullable Object value) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((name, each) -> fields.put(String.valueOf(name), each));
        }
        return new Json(fields);
    }

    /** Whether the field is there, {@code null} included. */
    boolean has(String name) {
        return fields.containsKey(name);
    }

    @Nullable
    Object value(String name) {
        return fields.get(name);
    }

    /** The field as text; {@code null} if there is none. */
    @Nullable
    String text(String name) {
        Object value = fields.get(name);
        return value == null ? null : String.valueOf(value);
    }

    /** The field as text; empty if there is none. */
    String string(String name) {
        String text = text(name);
        return text == null ? "" : text;
    }

    boolean flag(String name) {
        return Boolean.TRUE.equals(fields.get(name));
    }

    long number(String name) {
        return fields.get(name) instanceof Number number ? number.longValue() : 0;
    }

    Json object(String name) {
        return of(fields.get(name));
    }

    List<Json> list(String name) {
        return values(name).stream().map(Json::of).toList();
    }

    List<String> words(String name) {
        return values(name).stream().map(String::valueOf).toList();
    }

    private List<Object> values(String name) {
        List<Object> values = new ArrayList<>();
        if (fields.get(name) instanceof Iterable<?> several) {
            several.forEach(each -> values.add(each == null ? "" : each));
        }
        return values;
    }

    /** This object without some of its fields. */
    Json without(String... names) {
        Map<String, @Nullable Object> fewer = new LinkedHashMap<>(fields);
        fewer.keySet().removeAll(List.of(names));
        return new Json(fewer);
    }
}

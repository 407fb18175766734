package dev.patchbay.console.tools;

import dev.patchbay.console.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A row of the table that a tool's schema reads as.
 *
 * @param name the field's name; {@code []} behind it for the items of a list
 * @param depth 0 for an argument, more for what is inside of one
 * @param type in the words of JSON Schema: {@code array of string}
 * @param required whether it must be there, if what it is in is
 * @param description what a model reads about it
 * @param choices the values that it may have; empty for any
 * @param limits what else it must keep to, as {@code at least 1}
 */
public record Argument(
        String name,
        int depth,
        String type,
        boolean required,
        String description,
        List<String> choices,
        List<String> limits) {
    private static final int DEEPEST = 5;
    private static final int MOST = 600;
    private static final Map<String, String> LIMITS = limitWords();

    private static Map<String, String> limitWords() {
        Map<String, String> words = new LinkedHashMap<>();
        words.put("minimum", "at least %s");
        words.put("maximum", "at most %s");
        words.put("exclusiveMinimum", "more than %s");
        words.put("exclusiveMaximum", "less than %s");
        words.put("multipleOf", "a multiple of %s");
        words.put("minLength", "at least %s characters");
        words.put("maxLength", "at most %s characters");
        words.put("minItems", "at least %s items");
        words.put("maxItems", "at most %s items");
        words.put("pattern", "matches %s");
        words.put("default", "default %s");
        return words;
    }

    /** The rows of a schema, each followed by what is inside. */
    static List<Argument> of(Json schema) {
        List<Argument> rows = new ArrayList<>();
        new Reader(schema, rows).object(schema, 0);
        return rows;
    }

    /** The type of a value, in the words of JSON Schema. */
    static String type(Json schema) {
        Json type = schema.at("type");
        String word = type.items().isEmpty()
                ? type.text()
                : type.items().stream().map(Json::text).collect(Collectors.joining(" or "));
        if (word.equals("array")) {
            String items = type(schema.at("items"));
            return items.isEmpty() ? "array" : "array of " + items;
        }
        if (word.isEmpty() && !variants(schema).isEmpty()) {
            return variants(schema).stream()
                    .map(Argument::type)
                    .filter(each -> !each.isEmpty())
                    .distinct()
                    .collect(Collectors.joining(" or "));
        }
        String format = schema.text("format");
        return format.isEmpty() ? word : word + " (" + format + ")";
    }

    private static List<Json> variants(Json schema) {
        return schema.list("anyOf").isEmpty() ? schema.list("oneOf") : schema.list("anyOf");
    }

    /** A schema that is meant by another, wherever in the same document it stands. */
    static Json resolved(Json root, Json schema) {
        Json seen = schema;
        for (int i = 0; i < DEEPEST && seen.text("$ref").startsWith("#/"); i++) {
            Json target = root;
            for (String step : seen.text("$ref").substring(2).split("/")) {
                target = target.at(step.replace("~1", "/").replace("~0", "~"));
            }
            Map<String, Object> merged = new LinkedHashMap<>();
            target.members().forEach((name, member) -> merged.put(name, member.value()));
            seen.members().forEach((name, member) -> {
                if (!name.equals("$ref")) {
                    merged.put(name, member.value());
                }
            });
            seen = new Json(merged);
        }
        return seen;
    }

    private record Reader(Json root, List<Argument> rows) {
        void object(Json schema, int depth) {
            List<String> required = schema.texts("required");
            schema.at("properties")
                    .members()
                    .forEach((name, member) -> value(name, resolved(root, member), required.contains(name), depth));
        }

        private void value(String name, Json schema, boolean required, int depth) {
            if (rows.size() >= MOST) {
                return;
            }
            rows.add(new Argument(
                    name,
                    depth,
                    type(schema),
                    required,
                    schema.text("description"),
                    choices(schema.at("enum").present() ? schema : resolved(root, schema.at("items"))),
                    limits(schema)));
            if (depth == DEEPEST) {
                return;
            }
            object(schema, depth + 1);
            Json items = resolved(root, schema.at("items"));
            if (items.at("properties").present()) {
                object(items, depth + 1);
            }
        }

        private static List<String> choices(Json schema) {
            return schema.at("const").present() ? List.of(schema.text("const")) : schema.texts("enum");
        }

        private static String said(String limit, String value) {
            return limit.formatted(value).replaceFirst("^(at (?:least|most) 1 (?:character|item))s$", "$1");
        }

        private static List<String> limits(Json schema) {
            return LIMITS.entrySet().stream()
                    .filter(each -> schema.at(each.getKey()).present())
                    .map(each -> said(each.getValue(), schema.text(each.getKey())))
                    .toList();
        }
    }
}

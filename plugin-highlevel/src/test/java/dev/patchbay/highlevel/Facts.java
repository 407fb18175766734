package dev.patchbay.highlevel;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;

/** What can be said of each field of a request: its type, whether it is required, its values. Keyed by place and path. */
final class Facts {
    private final Map<String, String> facts = new TreeMap<>();
    private final UnaryOperator<JsonNode> resolver;

    /** Facts of schemas whose references the resolver follows. */
    Facts(UnaryOperator<JsonNode> resolver) {
        this.resolver = resolver;
    }

    Map<String, String> all() {
        return facts;
    }

    /** Adds a field and all that is in it. */
    void add(String path, JsonNode reference, boolean required) {
        JsonNode schema = resolver.apply(reference);
        facts.put(path, say(schema, required || isFile(reference)));
        List<String> names = new ArrayList<>();
        schema.path("required").forEach(name -> names.add(name.asString()));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode value = property.getValue();
            if (!value.path("readOnly").asBoolean(false)) {
                boolean must = names.contains(property.getKey())
                        || value.path("required").isBoolean()
                                && value.path("required").asBoolean();
                add(path + '.' + property.getKey(), value, must);
            }
        }
        if (schema.has("items")) {
            add(path + "[]", schema.get("items"), false);
        }
        if (schema.path("additionalProperties").isObject()) {
            add(path + "{}", schema.get("additionalProperties"), false);
        }
        for (String union : List.of("anyOf", "oneOf")) {
            addAlternatives(path, schema.path(union));
        }
    }

    /** Adds alternatives, equal ones once; a single one stands for the whole. */
    private void addAlternatives(String path, JsonNode union) {
        Set<Map<String, String>> different = new LinkedHashSet<>();
        for (JsonNode alternative : union) {
            Facts inner = new Facts(resolver);
            inner.add("", alternative, false);
            different.add(inner.all());
        }
        int number = 0;
        for (Map<String, String> alternative : different) {
            String prefix = different.size() == 1 ? path : path + '|' + number++;
            alternative.forEach((inner, fact) -> facts.put(prefix + inner, fact));
        }
    }

    private static boolean isFile(JsonNode schema) {
        return schema.path("file").asBoolean(false) && schema.path("required").asBoolean(false);
    }

    private static String say(JsonNode schema, boolean required) {
        List<String> words = new ArrayList<>();
        words.add(type(schema));
        if (required) {
            words.add("required");
        }
        if (schema.has("enum")) {
            List<String> values = new ArrayList<>();
            schema.get("enum").forEach(value -> values.add(value.asString("null")));
            words.add(values.stream().distinct().sorted().toList().toString());
        }
        return String.join(" ", words);
    }

    private static String type(JsonNode schema) {
        if (schema.path("file").asBoolean(false)) {
            return "file";
        }
        if ("binary".equals(schema.path("format").asString(""))) {
            return "file";
        }
        JsonNode type = schema.path("type");
        if (type.isArray()) {
            List<String> names = new ArrayList<>();
            type.forEach(name -> names.add(name.asString()));
            return String.join("|", names);
        }
        String name = type.asString(schema.has("properties") ? "object" : "any");
        return schema.path("nullable").asBoolean(false) ? name + "|null" : name;
    }
}

package dev.patchbay.integration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * Makes JSON Schema 2020-12 of the form in which descriptions write it: {@code required: true} in a property becomes
 * its object's list, {@code use} is replaced by what it names, and objects are closed.
 */
final class SchemaReader {
    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "array", "object", "null");
    private static final Set<String> VALUES = Set.of(
            "enum",
            "const",
            "multipleOf",
            "maximum",
            "exclusiveMaximum",
            "minimum",
            "exclusiveMinimum",
            "maxLength",
            "minLength",
            "maxItems",
            "minItems",
            "uniqueItems",
            "maxContains",
            "minContains",
            "maxProperties",
            "minProperties",
            "dependentRequired",
            "title",
            "description",
            "default",
            "deprecated",
            "readOnly",
            "writeOnly",
            "examples",
            "format",
            "contentEncoding",
            "contentMediaType");
    private static final Set<String> SCHEMAS = Set.of(
            "items",
            "contains",
            "propertyNames",
            "not",
            "if",
            "then",
            "else",
            "additionalProperties",
            "unevaluatedProperties",
            "unevaluatedItems");
    private static final Set<String> SCHEMA_LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SCHEMA_MAPS = Set.of("patternProperties", "dependentSchemas");
    /** Keywords whose schemas add to the one around them: closing one of these would forbid what the others allow. */
    private static final Set<String> ADDING = Set.of("allOf", "if", "then", "else", "not", "dependentSchemas");

    private static final Set<String> FILE_WORDS = Set.of("wire", "file", "maxBytes", "description");

    private final Map<String, YamlNode.Mapping> shared = new HashMap<>();
    private final Mistakes mistakes;

    SchemaReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** Reads the shared schemas of a file. */
    void readShared(Keys file) {
        file.mappings("schemas").forEach((name, mapping) -> {
            if (shared.put(name, mapping) != null) {
                mistakes.add(mapping.place(), "there are two schemas \"" + name + "\"");
            }
        });
    }

    /** Reads every shared schema once, so that a mistake shows even in one that nothing uses. */
    void checkShared() {
        shared.forEach((name, mapping) -> {
            Set<String> chain = new LinkedHashSet<>(Set.of(name));
            schema(resolve(mapping, chain), chain, true, Closing.ALWAYS);
        });
    }

    /**
     * A schema as it is written, with what it uses.
     *
     * @param required the mark {@code required: true}, or {@code null} if there is none
     * @param words the keys of the schema and our own
     */
    private record Written(Place place, YamlNode.@Nullable Scalar required, Map<String, YamlNode.Entry> words) {}

    /** When objects are closed. */
    private enum Closing {
        ALWAYS,
        /** A branch of an object that lists its own properties: only the object as a whole can be closed. */
        NEVER
    }

    /** An argument with all its words, ours among them. */
    Argument argument(String name, Where where, YamlNode.Mapping mapping) {
        Set<String> chain = new LinkedHashSet<>();
        Written written = resolve(mapping, chain);
        Keys own = new Keys(new YamlNode.Mapping(written.place(), written.words()), "argument " + name, mistakes);
        String wire = own.text("wire");
        QueryStyle style = style(own);
        boolean file = own.flag("file", false);
        int maxBytes = own.number("maxBytes", 1, Integer.MAX_VALUE, FilePart.DEFAULT_MAX_BYTES);
        boolean required = where == Where.PATH || isRequired(written);
        Map<String, Object> schema = file
                ? FilePart.schema(own.text("description"), maxBytes)
                : schema(written, chain, true, Closing.ALWAYS);
        if (file) {
            written.words().forEach((word, entry) -> {
                if (!FILE_WORDS.contains(word)) {
                    mistakes.add(entry.place(), "\"" + word + "\" means nothing for a file");
                }
            });
        } else if (own.has("maxBytes")) {
            mistakes.add(own.place("maxBytes"), "\"maxBytes\" is for files");
        }
        return new Argument(
                name, where, wire == null ? name : wire, schema, required, style, file ? (Integer) maxBytes : null);
    }

    private static QueryStyle style(Keys own) {
        String word = own.word("style", QueryStyle.words());
        if (word != null) {
            return QueryStyle.of(word);
        }
        YamlNode type = own.node("type");
        boolean object = type != null && "object".equals(type.plain()) || own.has("properties");
        return object ? QueryStyle.JSON : QueryStyle.REPEAT;
    }

    private static boolean isRequired(Written written) {
        YamlNode.Scalar mark = written.required();
        return mark != null && Boolean.TRUE.equals(mark.value());
    }

    /** What a schema says together with what it uses; the keys beside {@code use} win. */
    private Written resolve(YamlNode.Mapping mapping, Set<String> chain) {
        Map<String, YamlNode.Entry> words = new LinkedHashMap<>();
        YamlNode.Scalar required = null;
        YamlNode.Entry use = mapping.entries().get("use");
        if (use != null) {
            Written used = used(use, chain);
            if (used != null) {
                words.putAll(used.words());
                required = used.required();
            }
        }
        for (Map.Entry<String, YamlNode.Entry> each : mapping.entries().entrySet()) {
            YamlNode value = each.getValue().value();
            if (each.getKey().equals("required") && value instanceof YamlNode.Scalar mark) {
                if (!(mark.value() instanceof Boolean)) {
                    mistakes.add(mark.place(), "\"required\" must be true, false or a list of properties");
                }
                required = mark;
            } else if (!each.getKey().equals("use")) {
                words.put(each.getKey(), each.getValue());
            }
        }
        return new Written(mapping.place(), required, words);
    }

    private @Nullable Written used(YamlNode.Entry use, Set<String> chain) {
        String name = String.valueOf(use.value().plain());
        YamlNode.Mapping mapping = shared.get(name);
        if (mapping == null) {
            mistakes.add(use.place(), "there is no schema \"" + name + "\" to use");
            return null;
        }
        if (!chain.add(name)) {
            mistakes.add(use.place(), "schema \"" + name + "\" uses itself");
            return null;
        }
        return resolve(mapping, chain);
    }

    private Map<String, Object> nested(YamlNode.Mapping mapping, Set<String> outer, Closing closing) {
        Set<String> chain = new LinkedHashSet<>(outer);
        return schema(resolve(mapping, chain), chain, false, closing);
    }

    private Map<String, Object> schema(Written written, Set<String> chain, boolean argument, Closing closing) {
        Map<String, Object> schema = new LinkedHashMap<>();
        Set<String> required = new LinkedHashSet<>();
        boolean object = written.words().containsKey("properties");
        written.words().forEach((word, entry) -> {
            YamlNode value = entry.value();
            Closing inner = ADDING.contains(word) || object && word.endsWith("Of") ? Closing.NEVER : Closing.ALWAYS;
            if (word.equals("type")) {
                schema.put(word, type(entry));
            } else if (word.equals("pattern")) {
                schema.put(word, pattern(entry));
            } else if (word.equals("properties")) {
                schema.put(word, properties(entry, chain, required, closing));
            } else if (word.equals("required")) {
                required.addAll(required(entry, written));
            } else if (VALUES.contains(word)) {
                putValue(word, entry, schema);
            } else if (SCHEMAS.contains(word)) {
                putSchema(word, entry, chain, inner, schema);
            } else if (SCHEMA_LISTS.contains(word)) {
                schema.put(word, schemas(entry, chain, inner));
            } else if (SCHEMA_MAPS.contains(word)) {
                schema.put(word, schemaMap(word, value, entry, chain, inner));
            } else if (!own(word)) {
                mistakes.add(entry.place(), "unknown key \"" + word + "\" in a schema");
            } else if (!argument) {
                mistakes.add(entry.place(), "\"" + word + "\" is for arguments, not for what is inside them");
            }
        });
        if (!required.isEmpty()) {
            schema.put("required", List.copyOf(required));
        }
        if (object && closing == Closing.ALWAYS) {
            schema.putIfAbsent("additionalProperties", false);
        }
        return Collections.unmodifiableMap(schema);
    }

    private static boolean own(String word) {
        return word.equals("wire") || word.equals("style") || word.equals("file") || word.equals("maxBytes");
    }

    private void putValue(String word, YamlNode.Entry entry, Map<String, Object> schema) {
        Object value = entry.value().plain();
        if (value == null && !word.equals("default") && !word.equals("const")) {
            mistakes.add(entry.place(), "\"" + word + "\" has no value");
        } else if (word.equals("enum") && !(entry.value() instanceof YamlNode.Sequence)) {
            mistakes.add(entry.place(), "\"enum\" must be a list");
        } else if (word.equals("description") || word.equals("title")) {
            schema.put(word, entry.value() instanceof YamlNode.Scalar scalar ? scalar.text() : String.valueOf(value));
        } else {
            putNullable(schema, word, value);
        }
    }

    @SuppressWarnings("NullAway") // a JSON null is a value here
    private static void putNullable(Map<String, Object> schema, String word, @Nullable Object value) {
        schema.put(word, value);
    }

    private Object type(YamlNode.Entry entry) {
        Object type = entry.value().plain();
        List<?> types = type instanceof List<?> list ? list : Collections.singletonList(type);
        for (Object each : types) {
            if (!(each instanceof String name) || !TYPES.contains(name)) {
                mistakes.add(entry.place(), "\"" + each + "\" is not a type of JSON Schema");
            }
        }
        return type == null ? "null" : type;
    }

    private Object pattern(YamlNode.Entry entry) {
        String pattern = String.valueOf(entry.value().plain());
        try {
            Pattern.compile(pattern);
        } catch (PatternSyntaxException e) {
            mistakes.add(entry.place(), "not a regular expression: " + e.getDescription());
        }
        return pattern;
    }

    private Map<String, Object> properties(
            YamlNode.Entry entry, Set<String> chain, Set<String> required, Closing closing) {
        Map<String, Object> properties = new LinkedHashMap<>();
        if (!(entry.value() instanceof YamlNode.Mapping mapping)) {
            mistakes.add(entry.place(), "\"properties\" must hold keys and values");
            return properties;
        }
        mapping.entries().forEach((name, each) -> {
            if (each.value() instanceof YamlNode.Mapping property) {
                Set<String> inner = new LinkedHashSet<>(chain);
                Written written = resolve(property, inner);
                // What a branch says of a property adds to what the object says of it.
                properties.put(name, schema(written, inner, false, closing));
                if (isRequired(written)) {
                    required.add(name);
                }
            } else {
                mistakes.add(each.place(), "property \"" + name + "\" must be a schema");
            }
        });
        return Collections.unmodifiableMap(properties);
    }

    private List<String> required(YamlNode.Entry entry, Written written) {
        List<String> names = new ArrayList<>();
        if (!(entry.value() instanceof YamlNode.Sequence sequence)) {
            mistakes.add(entry.place(), "\"required\" must be true, false or a list of properties");
            return names;
        }
        YamlNode.Entry properties = written.words().get("properties");
        for (YamlNode item : sequence.items()) {
            String name = String.valueOf(item.plain());
            if (properties != null
                    && properties.value() instanceof YamlNode.Mapping mapping
                    && !mapping.entries().containsKey(name)) {
                mistakes.add(item.place(), "required \"" + name + "\" is no property here");
            }
            names.add(name);
        }
        return names;
    }

    private void putSchema(
            String word, YamlNode.Entry entry, Set<String> chain, Closing closing, Map<String, Object> schema) {
        Object plain = entry.value() instanceof YamlNode.Scalar scalar ? scalar.value() : null;
        if (entry.value() instanceof YamlNode.Mapping mapping) {
            schema.put(word, nested(mapping, chain, closing));
        } else if (plain instanceof Boolean) {
            schema.put(word, plain);
        } else {
            mistakes.add(entry.place(), "\"" + word + "\" must be a schema");
        }
    }

    private List<Object> schemas(YamlNode.Entry entry, Set<String> chain, Closing closing) {
        List<Object> schemas = new ArrayList<>();
        if (entry.value() instanceof YamlNode.Sequence sequence) {
            for (YamlNode item : sequence.items()) {
                if (item instanceof YamlNode.Mapping mapping) {
                    schemas.add(nested(mapping, chain, closing));
                } else {
                    mistakes.add(item.place(), "must be a schema");
                }
            }
        } else {
            mistakes.add(entry.place(), "must be a list of schemas");
        }
        return Collections.unmodifiableList(schemas);
    }

    private Map<String, Object> schemaMap(
            String word, YamlNode value, YamlNode.Entry entry, Set<String> chain, Closing closing) {
        Map<String, Object> schemas = new LinkedHashMap<>();
        if (value instanceof YamlNode.Mapping mapping) {
            mapping.entries().forEach((name, each) -> putSchema(name, each, chain, closing, schemas));
        } else {
            mistakes.add(entry.place(), "\"" + word + "\" must hold schemas");
        }
        return Collections.unmodifiableMap(schemas);
    }
}

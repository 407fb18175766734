package dev.patchbay.tool;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Checks arguments against a tool's input schema, JSON Schema 2020-12, and says what is wrong in a way that a model can
 * mend: which field, what was expected, what was sent.
 */
final class ArgumentCheck {
    private static final int SHOWN_VALUE = 80;
    private static final int SHOWN_MISTAKES = 8;

    /** Knows the dialect and fetches nothing: a reference that leaves the schema is an error when it is compiled. */
    private static final SchemaRegistry REGISTRY = SchemaRegistry.withDialect(
            Dialects.getDraft202012(),
            builder -> builder.schemaCacheEnabled(false).schemaLoader(loader -> loader.fetchRemoteResources(false)));

    private final Schema schema;
    private final JsonNode properties;

    /** Compiles a schema. */
    ArgumentCheck(JsonNode inputSchema) {
        schema = REGISTRY.getSchema(inputSchema);
        properties = inputSchema.path("properties");
    }

    /** What is wrong with the arguments, one sentence for each mistake; empty if nothing is. */
    List<String> mistakes(JsonNode arguments) {
        List<Error> errors = schema.validate(arguments);
        if (errors.isEmpty()) {
            return List.of();
        }
        Set<String> sentences = new LinkedHashSet<>();
        for (Error error : errors) {
            sentences.add(sentence(error));
        }
        List<String> shown = new ArrayList<>(sentences);
        if (shown.size() > SHOWN_MISTAKES) {
            int more = shown.size() - SHOWN_MISTAKES;
            shown = new ArrayList<>(shown.subList(0, SHOWN_MISTAKES));
            shown.add("and " + more + " more");
        }
        return shown;
    }

    private String sentence(Error error) {
        String field = field(error);
        JsonNode expected = error.getSchemaNode();
        JsonNode sent = error.getInstanceNode();
        return switch (error.getKeyword()) {
            case "required" -> join(field, error.getProperty()) + ": required, but missing";
            case "additionalProperties", "unevaluatedProperties" -> unknown(field, error.getProperty());
            case "type" -> field + ": expected " + types(expected) + ", got " + show(sent);
            case "enum" -> field + ": expected one of " + values(expected) + ", got " + show(sent);
            case "const" -> field + ": expected " + show(expected) + ", got " + show(sent);
            case "format" -> field + ": expected " + format(expected.asString()) + ", got " + show(sent);
            case "pattern" -> field + ": expected text that matches " + expected.asString() + ", got " + show(sent);
            case "minimum" -> field + ": expected at least " + expected + ", got " + show(sent);
            case "maximum" -> field + ": expected at most " + expected + ", got " + show(sent);
            case "minLength" -> field + ": expected at least " + expected + " characters, got " + show(sent);
            case "maxLength" -> field + ": expected at most " + expected + " characters, got " + show(sent);
            case "minItems" -> field + ": expected at least " + expected + " items";
            case "maxItems" -> field + ": expected at most " + expected + " items";
            default -> field + ": " + error.getMessage();
        };
    }

    private String unknown(String field, @Nullable String property) {
        String name = property == null ? "" : property;
        if (!field.equals("arguments")) {
            return join(field, name) + ": there is no such field";
        }
        String known = properties.propertyNames().stream().collect(Collectors.joining(", "));
        return name + ": there is no such argument"
                + closest(name).map(hint -> ", did you mean " + hint + "?").orElse(".")
                + (known.isEmpty() ? " This tool takes none." : " Known: " + known + ".");
    }

    private java.util.Optional<String> closest(String name) {
        String plain = plain(name);
        return properties.propertyNames().stream()
                .filter(each -> plain(each).equals(plain) || plain(each).contains(plain) || plain.contains(plain(each)))
                .findFirst();
    }

    private static String plain(String name) {
        return name.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    private static String field(Error error) {
        // "$.a.b[0]" or "/a/b/0", as the library is told; either way the root has no name of its own.
        StringBuilder path = new StringBuilder();
        var location = error.getInstanceLocation();
        for (int i = 0; i < location.getNameCount(); i++) {
            Object element = location.getElement(i);
            if (element instanceof Integer) {
                path.append('[').append(element).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(element);
            }
        }
        return path.isEmpty() ? "arguments" : path.toString();
    }

    private static String join(String field, @Nullable String property) {
        return field.equals("arguments") ? String.valueOf(property) : field + "." + property;
    }

    private static String types(JsonNode type) {
        return type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(each -> article(each.asString()))
                        .collect(Collectors.joining(" or "))
                : article(type.asString());
    }

    private static String article(String type) {
        return switch (type) {
            case "null" -> "null";
            case "integer", "array", "object" -> "an " + type;
            default -> "a " + type;
        };
    }

    private static String format(String format) {
        return switch (format) {
            case "date-time" -> "a date and time such as 2026-01-31T09:30:00Z";
            case "date" -> "a date such as 2026-01-31";
            case "email" -> "an e-mail address";
            case "uri", "url" -> "a URL";
            case "uuid" -> "a UUID";
            default -> "text of the format " + format;
        };
    }

    private static String values(JsonNode allowed) {
        return StreamSupport.stream(allowed.spliterator(), false)
                .map(ArgumentCheck::show)
                .collect(Collectors.joining(", "));
    }

    private static String show(@Nullable JsonNode value) {
        if (value == null) {
            return "nothing";
        }
        String text = value.toString();
        String shown = text.length() <= SHOWN_VALUE ? text : text.substring(0, SHOWN_VALUE) + "…";
        return value.isString() ? "the text " + shown : value.isContainer() ? "the value " + shown : shown;
    }
}

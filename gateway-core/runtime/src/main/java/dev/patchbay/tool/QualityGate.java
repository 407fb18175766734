package dev.patchbay.tool;

import dev.patchbay.api.Tool;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * What a tool must be like so that no client stumbles over it. Clients drop a whole list for one bad name or schema:
 * a tool that fails here is quarantined, and the others live.
 */
public final class QualityGate {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Pattern HEADER_NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
    private static final List<String> ROOT_COMBINATORS = List.of("oneOf", "anyOf", "allOf", "not", "if", "$ref");
    private static final Set<String> HEADER_TYPES = Set.of("string", "integer", "boolean");
    private static final Set<String> NAMED_SCHEMAS =
            Set.of("properties", "patternProperties", "$defs", "definitions", "dependentSchemas");
    private static final Set<String> SCHEMA_LISTS = Set.of("allOf", "anyOf", "oneOf", "prefixItems");
    private static final Set<String> SINGLE_SCHEMAS = Set.of(
            "items",
            "additionalProperties",
            "unevaluatedItems",
            "unevaluatedProperties",
            "contains",
            "propertyNames",
            "not",
            "if",
            "then",
            "else");
    private static final String DIALECT = "https://json-schema.org/draft/2020-12/schema";
    private static final int MAX_DEPTH = 32;
    private static final int MAX_SCHEMA_CHARS = 100_000;

    private final boolean rootCombinatorsAllowed;

    /** @param rootCombinatorsAllowed whether {@code oneOf} and its like may stand at the root of a schema */
    public QualityGate(boolean rootCombinatorsAllowed) {
        this.rootCombinatorsAllowed = rootCombinatorsAllowed;
    }

    /** Why a tool must not be published, or empty if it may. */
    public Optional<String> objection(Tool tool, JsonNode schema) {
        if (!NAME.matcher(tool.name()).matches()) {
            return Optional.of("the name must be 1 to 64 letters, digits, '_' or '-'");
        }
        if (tool.title().isBlank()) {
            return Optional.of("it has no title");
        }
        if (tool.description().isBlank()) {
            return Optional.of("it has no description");
        }
        return schemaObjection(schema);
    }

    private Optional<String> schemaObjection(JsonNode schema) {
        if (!schema.path("type").asString("").equals("object")) {
            return Optional.of("the root of the input schema must have the type object");
        }
        if (!rootCombinatorsAllowed) {
            for (String keyword : ROOT_COMBINATORS) {
                if (schema.has(keyword)) {
                    return Optional.of("the root of the input schema must not have " + keyword);
                }
            }
        }
        if (schema.toString().length() > MAX_SCHEMA_CHARS) {
            return Optional.of("the input schema is longer than " + MAX_SCHEMA_CHARS + " characters");
        }
        return schema(schema, 0, true, new HashSet<>());
    }

    /** Walks a schema and those within it. A header parameter must be reached through {@code properties} alone. */
    private static Optional<String> schema(JsonNode schema, int depth, boolean direct, Set<String> headers) {
        if (depth > MAX_DEPTH) {
            return Optional.of("the input schema is deeper than " + MAX_DEPTH + " levels");
        }
        Optional<String> own = keywords(schema, direct && depth > 0, headers);
        if (own.isPresent()) {
            return own;
        }
        for (var member : schema.properties()) {
            String keyword = member.getKey();
            JsonNode value = member.getValue();
            boolean named = NAMED_SCHEMAS.contains(keyword);
            boolean within = named || SCHEMA_LISTS.contains(keyword);
            List<JsonNode> schemas = within
                    ? value.valueStream().toList()
                    : SINGLE_SCHEMAS.contains(keyword) ? List.of(value) : List.of();
            for (JsonNode each : schemas) {
                Optional<String> objection = each.isObject()
                        ? schema(each, depth + 1, direct && keyword.equals("properties"), headers)
                        : Optional.empty();
                if (objection.isPresent()) {
                    return objection;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<String> keywords(JsonNode schema, boolean direct, Set<String> headers) {
        for (String keyword : List.of("$ref", "$dynamicRef")) {
            JsonNode reference = schema.path(keyword);
            if (reference.isString() && !reference.asString().startsWith("#")) {
                return Optional.of("the input schema refers to " + reference.asString()
                        + "; only references within the schema are followed");
            }
        }
        String dialect = schema.path("$schema").asString(DIALECT);
        if (!dialect.equals(DIALECT) && !dialect.equals(DIALECT + "#")) {
            return Optional.of(
                    "the input schema is of the dialect " + dialect + "; only " + DIALECT + " is understood");
        }
        JsonNode header = schema.path("x-mcp-header");
        if (header.isMissingNode()) {
            return Optional.empty();
        }
        if (!header.isString() || !HEADER_NAME.matcher(header.asString()).matches()) {
            return Optional.of("an x-mcp-header is not a header name");
        }
        if (!direct || !HEADER_TYPES.contains(schema.path("type").asString(""))) {
            return Optional.of("the x-mcp-header " + header.asString()
                    + " is not on a string, integer or boolean that is reached through properties alone");
        }
        return headers.add(header.asString().toLowerCase(Locale.ROOT))
                ? Optional.empty()
                : Optional.of("the x-mcp-header " + header.asString() + " stands twice");
    }
}

package dev.patchbay.admin;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The OpenAPI document of the admin API: what people have written in {@code openapi/*.yaml}, put together, and what follows
 * from it and from the table of routes. Schemas are closed, and demand all of their properties unless they say
 * otherwise; {@code x-extends} takes over another schema's. Of an operation these words are replaced:
 *
 * <ul>
 *   <li>{@code x-body}, {@code x-optional-body}: the schema of the request's JSON
 *   <li>{@code x-schema}, {@code x-list}: the schema of an answer's JSON, or of the items of a list
 *   <li>{@code x-creates}: it answers 201 with that schema, or 200 with its {@code Repeated…} where an
 *       {@code Idempotency-Key} was used before
 *   <li>{@code x-parameters}: names of shared parameters
 *   <li>{@code x-problems}: refusals besides those that every such operation may answer
 * </ul>
 */
final class ApiDocument {
    private static final List<String> PARTS =
            List.of("api", "accounts", "servers", "tools", "tokens", "activity", "node");
    private static final String SCHEMAS = "#/components/schemas/";
    private static final String JSON = "application/json";

    private final Map<String, Object> document;

    private ApiDocument(Map<String, Object> document) {
        this.document = document;
    }

    /** @param routes the paths that are the same under other names are found in it, and who may do what */
    static ApiDocument of(List<Routes.Route> routes) {
        Map<String, Object> paths = new LinkedHashMap<>();
        Map<String, Object> parameters = new LinkedHashMap<>();
        Map<String, Object> schemas = new LinkedHashMap<>();
        Map<String, Object> document = new LinkedHashMap<>();
        for (String part : PARTS) {
            Map<String, Object> read = read(part);
            paths.putAll(map(read.remove("paths")));
            parameters.putAll(map(read.remove("parameters")));
            schemas.putAll(map(read.remove("schemas")));
            document.putAll(read);
        }
        Map<String, Object> components = map(document.get("components"));
        parameters.forEach(map(components.get("parameters"))::put);
        schemas.forEach(map(components.get("schemas"))::put);
        Map<String, Object> all = map(components.get("schemas"));
        new TreeSet<>(all.keySet()).forEach(each -> close(all, each));
        document.put("paths", new Operations(paths, routes).complete());
        return new ApiDocument(document);
    }

    /** A JSON value. */
    Map<String, Object> json() {
        return document;
    }

    private static Map<String, Object> read(String part) {
        String file = "openapi/" + part + ".yaml";
        try (InputStream in = ApiDocument.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("the bundle lacks " + file);
            }
            return new LinkedHashMap<>(
                    map(new Load(LoadSettings.builder().setLabel(file).build()).loadFromInputStream(in)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a schema of properties the whole of what it says. */
    private static Map<String, Object> close(Map<String, Object> schemas, String name) {
        Map<String, Object> schema = map(schemas.get(name));
        if (schema.get("properties") instanceof Map<?, ?> && !schema.containsKey("additionalProperties")) {
            Map<String, Object> properties = new LinkedHashMap<>();
            Object extended = schema.remove("x-extends");
            if (extended != null) {
                properties.putAll(map(close(schemas, extended.toString()).get("properties")));
            }
            properties.putAll(map(schema.get("properties")));
            schema.putIfAbsent("type", "object");
            schema.put("properties", properties);
            schema.putIfAbsent("required", new ArrayList<>(properties.keySet()));
            schema.put("additionalProperties", false);
        }
        return schema;
    }

    static Map<String, Object> reference(String schema) {
        return Map.of("$ref", SCHEMAS + schema);
    }

    /** A body or an answer of JSON. */
    static Map<String, Object> content(String type, Map<String, Object> schema) {
        return Map.of(type, Map.of("schema", schema));
    }

    static Map<String, Object> json(String schema) {
        return content(JSON, reference(schema));
    }

    static Map<String, Object> listOf(String schema) {
        Map<String, Object> properties = new LinkedHashMap<>();
        properties.put("result", Map.of("type", "array", "items", reference(schema)));
        properties.put("next_cursor", reference("Cursor"));
        Map<String, Object> list = new LinkedHashMap<>();
        list.put("type", "object");
        list.put("properties", properties);
        list.put("required", List.copyOf(properties.keySet()));
        list.put("additionalProperties", false);
        return content(JSON, list);
    }

    /** What YAML has read; empty for nothing. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> map(@Nullable Object value) {
        return value == null ? new LinkedHashMap<>() : (Map<String, Object>) value;
    }
}

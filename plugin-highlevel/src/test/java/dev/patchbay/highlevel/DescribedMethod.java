package dev.patchbay.highlevel;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * A method of our description.
 *
 * @param tool the name of the tool that it becomes
 * @param method what the description says of it
 * @param headers its headers and those of its resource
 * @param schemas the shared parts of schemas
 */
record DescribedMethod(String tool, JsonNode method, Map<String, String> headers, Map<String, JsonNode> schemas) {
    private static final List<String> PLACES = List.of("path", "query", "header", "body");
    private static final Pattern VARIABLE = Pattern.compile("\\{(\\w+)}");
    private static final Set<String> CONTEXT = Set.of("locationId", "companyId");

    String httpMethod() {
        return request().substring(0, request().indexOf(' '));
    }

    String path() {
        return request().substring(request().indexOf(' ') + 1);
    }

    private String request() {
        return method.path("request").asString();
    }

    /** The variables of a path, in order. */
    static List<String> variables(String path) {
        List<String> names = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(path);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    /** What the model is asked for, under the vendor's names. */
    Facts facts() {
        Facts facts = new Facts(this::resolve);
        for (String place : PLACES) {
            for (Map.Entry<String, JsonNode> argument : method.path(place).properties()) {
                JsonNode schema = argument.getValue();
                String wire = schema.path("wire").asString(argument.getKey());
                boolean whole = argument.getKey().equals(method.path("bodyFrom").asString(""));
                boolean required =
                        place.equals("path") || schema.path("required").asBoolean(false);
                facts.add(whole ? place : place + '.' + wire, schema, required && !whole);
            }
        }
        return facts;
    }

    /** The places of the request that the account or the paging fills. */
    Set<String> filled() {
        Set<String> places = new TreeSet<>();
        for (String name : variables(path())) {
            if (CONTEXT.contains(name)) {
                places.add("path." + name);
            }
        }
        for (Map.Entry<String, JsonNode> place : method.path("fixed").properties()) {
            for (String name : place.getValue().propertyNames()) {
                places.add(place.getKey() + '.' + name);
            }
        }
        JsonNode pagination = method.path("pagination");
        for (String key : List.of("page", "offset", "size")) {
            if (pagination.has(key)) {
                places.add(pagination.path(key).asString());
            }
        }
        places.addAll(pagination.path("send").propertyNames());
        return places;
    }

    private JsonNode resolve(JsonNode schema) {
        if (!schema.has("use")) {
            return schema;
        }
        JsonNode shared = schemas.get(schema.path("use").asString());
        if (shared == null) {
            throw new IllegalStateException(tool + " uses an unknown schema: " + schema);
        }
        return shared;
    }
}

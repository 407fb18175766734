package dev.patchbay.billsby;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Compares with Billsby's own description of its API. Where ours differs on purpose, {@code differences.txt} says why,
 * one line for each {@code tool argument: reason}; a line that nothing needs any more fails.
 */
class VendorDescriptionTest {
    private static final Set<String> PAGING = Set.of("page", "pageSize");

    private final List<DescribedTool> tools = new Description().tools();
    private final Map<String, Set<String>> differences = new TreeMap<>();
    private JsonNode vendor = JsonMapper.shared().createObjectNode();

    @BeforeEach
    void readTheVendorsDescription() {
        Path file = Path.of(System.getProperty("vendor.descriptions", "absent"), "billsby", "openapi.billsby.json");
        assumeTrue(
                Files.isRegularFile(file),
                "Not compared with Billsby's description: " + file
                        + " is not there. Name its folder with -Dvendor.descriptions=<folder>.");
        vendor = JsonMapper.shared().readTree(file);
    }

    @Test
    void everyRequestOfOursIsOneOfTheVendors() {
        Set<String> unknown = new TreeSet<>();
        for (DescribedTool tool : tools) {
            if (operation(tool).isMissingNode()) {
                unknown.add(tool.name() + ": " + tool.request());
            }
        }
        assertEquals(Set.of(), unknown);
    }

    @Test
    void everyArgumentIsTheVendorsAndNoneIsMissingExceptWhereAReasonIsGiven() throws IOException {
        for (DescribedTool tool : tools) {
            compare(tool, operation(tool));
        }
        Map<String, String> reasons = reasons();
        Map<String, Set<String>> unexplained = new TreeMap<>(differences);
        unexplained.keySet().removeAll(reasons.keySet());
        assertEquals(Map.of(), unexplained);
        Set<String> unused = new TreeSet<>(reasons.keySet());
        unused.removeAll(differences.keySet());
        assertEquals(Set.of(), unused, "lines of differences.txt that nothing needs");
    }

    private JsonNode operation(DescribedTool tool) {
        String[] request = tool.request().split(" ", 2);
        return vendor.path("paths").path(request[1]).path(request[0].toLowerCase(Locale.ROOT));
    }

    private void compare(DescribedTool tool, JsonNode operation) {
        Map<String, Map<String, JsonNode>> theirs =
                Map.of("path", new LinkedHashMap<>(), "query", new LinkedHashMap<>(), "header", new LinkedHashMap<>());
        Map<String, Set<String>> required =
                Map.of("path", new TreeSet<>(), "query", new TreeSet<>(), "header", new TreeSet<>());
        for (JsonNode declared : operation.path("parameters")) {
            JsonNode parameter = resolved(declared);
            String name = parameter.get("name").asString();
            String place = parameter.get("in").asString();
            if (name.equals("companyDomain") || (tool.paging() && PAGING.contains(name))) {
                continue;
            }
            requireNonNull(theirs.get(place)).put(name, described(parameter));
            if (parameter.path("required").asBoolean(false)) {
                requireNonNull(required.get(place)).add(name);
            }
        }
        theirs.forEach((place, parameters) -> compareAll(
                tool.name() + " ",
                requireNonNull(tool.arguments().get(place)),
                parameters,
                requireNonNull(required.get(place)),
                place.equals("path")));
        JsonNode body = resolved(operation
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema"));
        compareAll(
                tool.name() + " ",
                requireNonNull(tool.arguments().get("body")),
                properties(body),
                required(body),
                false);
    }

    private void compareAll(
            String at, Map<String, JsonNode> ours, Map<String, JsonNode> theirs, Set<String> required, boolean inPath) {
        ours.forEach((name, schema) -> {
            JsonNode counterpart = theirs.get(name);
            if (counterpart == null) {
                differ(at + name, "the vendor has no such argument there");
            } else {
                compareOne(at + name, schema, counterpart);
                if ((inPath || schema.path("required").asBoolean(false)) != required.contains(name)) {
                    differ(
                            at + name,
                            required.contains(name) ? "the vendor requires it" : "the vendor does not require it");
                }
            }
        });
        theirs.keySet().stream()
                .filter(name -> !ours.containsKey(name))
                .forEach(name -> differ(at + name, "ours is missing"));
    }

    private void compareOne(String at, JsonNode ours, JsonNode theirs) {
        if (!ours.path("type").equals(theirs.path("type"))) {
            differ(at, "type " + ours.path("type") + ", the vendor's is " + theirs.path("type"));
        }
        compareEnum(at, ours, theirs);
        JsonNode ourItem = ours.path("items");
        JsonNode theirItem = resolved(theirs.path("items"));
        if (!ourItem.path("type").equals(theirItem.path("type"))) {
            differ(at, "items of type " + ourItem.path("type") + ", the vendor's are " + theirItem.path("type"));
        }
        JsonNode theirObject = theirItem.isMissingNode() ? theirs : theirItem;
        Map<String, JsonNode> theirProperties = properties(theirObject);
        // An object without properties is open: the vendor says nothing about what goes in.
        if (!theirProperties.isEmpty()) {
            compareAll(at + ".", named(Description.properties(ours)), theirProperties, required(theirObject), false);
        }
    }

    /** Where the vendor declares no enum, each value of ours has to stand in the vendor's text for the field. */
    private void compareEnum(String at, JsonNode ours, JsonNode theirs) {
        if (theirs.has("enum")) {
            if (!theirs.get("enum").equals(ours.path("enum"))) {
                differ(at, "enum " + ours.path("enum") + ", the vendor's is " + theirs.get("enum"));
            }
            return;
        }
        String text = theirs.path("description").asString("");
        for (JsonNode value : ours.path("enum")) {
            if (!Pattern.compile("\\b" + Pattern.quote(value.asString()) + "\\b")
                    .matcher(text)
                    .find()) {
                differ(at, "enum " + ours.path("enum") + ", of which the vendor's text does not speak");
                return;
            }
        }
    }

    private void differ(String at, String how) {
        differences.computeIfAbsent(at, key -> new TreeSet<>()).add(how);
    }

    private JsonNode described(JsonNode parameter) {
        Map<String, JsonNode> schema = named(resolved(parameter.get("schema")));
        schema.put("description", parameter.path("description"));
        return JsonMapper.shared().valueToTree(schema);
    }

    private Map<String, JsonNode> properties(JsonNode schema) {
        Map<String, JsonNode> properties = named(schema.path("properties"));
        properties.replaceAll((name, property) -> resolved(property));
        return properties;
    }

    private static Set<String> required(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        schema.path("required").forEach(name -> names.add(name.asString()));
        return names;
    }

    private static Map<String, JsonNode> named(JsonNode object) {
        Map<String, JsonNode> members = new LinkedHashMap<>();
        object.forEachEntry(members::put);
        return members;
    }

    private JsonNode resolved(JsonNode node) {
        JsonNode target = node;
        while (target.has("$ref")) {
            target = vendor.at(target.get("$ref").asString().substring(1));
        }
        return target;
    }

    private static Map<String, String> reasons() throws IOException {
        Map<String, String> reasons = new TreeMap<>();
        try (InputStream lines = requireNonNull(VendorDescriptionTest.class.getResourceAsStream("/differences.txt"))) {
            for (String line : new String(lines.readAllBytes(), UTF_8).lines().toList()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                String[] parts = line.split(": ", 2);
                assertEquals(2, parts.length, "tool argument: reason is expected in " + line);
                assertEquals(null, reasons.put(parts[0], parts[1]), "given twice: " + parts[0]);
            }
        }
        return reasons;
    }
}

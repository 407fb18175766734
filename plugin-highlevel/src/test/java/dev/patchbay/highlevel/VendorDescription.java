package dev.patchbay.highlevel;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The vendor's own OpenAPI description. */
final class VendorDescription {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    /**
     * One operation of the vendor.
     *
     * @param path the path with the vendor's names of its variables
     * @param version the one value of the Version header that it takes, or empty
     * @param facts the fields of its request
     * @param tokens the names of the kinds of token of which it takes any; empty if it takes none
     */
    record Operation(String path, Optional<String> version, Facts facts, Set<String> tokens) {
        /** Whether a location's token opens it nowhere. */
        boolean isForAgenciesAlone() {
            return !tokens.isEmpty() && tokens.stream().allMatch(token -> token.startsWith("Agency-"));
        }

        /** Whether an agency's token opens it nowhere. */
        boolean isForLocationsAlone() {
            return !tokens.isEmpty() && tokens.stream().allMatch(token -> token.startsWith("Location-"));
        }
    }

    private final JsonNode document;
    private final Map<String, Operation> operations = new HashMap<>();

    /** The one in the folder that the property vendor.descriptions names; without it the test is skipped, and says so. */
    static VendorDescription orSkip() {
        Path file =
                Path.of(System.getProperty("vendor.descriptions", "absent"), "highlevel", "highlevel-v2.merged.json");
        String absent = "NOT COMPARED with the vendor: no " + file + "; name its folder with -Dvendor.descriptions=DIR";
        if (!Files.exists(file)) {
            System.out.println(absent);
        }
        assumeTrue(Files.exists(file), absent);
        return new VendorDescription(file);
    }

    private VendorDescription(Path file) {
        document = JsonMapper.shared().readTree(file.toFile());
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().forEach(entry -> {
                    if (METHODS.contains(entry.getKey())) {
                        Operation operation = read(path.getKey(), path.getValue(), entry.getValue());
                        operations.put(key(entry.getKey(), path.getKey()), operation);
                    }
                }));
    }

    Operation operation(DescribedMethod method) {
        Operation operation = operations.get(key(method.httpMethod(), method.path()));
        if (operation == null) {
            throw new IllegalStateException("the vendor has no " + method.httpMethod() + ' ' + method.path());
        }
        return operation;
    }

    private static String key(String method, String path) {
        return method.toLowerCase(Locale.ROOT) + ' ' + path.replaceAll("\\{\\w+}", "{}");
    }

    private Operation read(String path, JsonNode item, JsonNode operation) {
        Facts facts = new Facts(this::resolve);
        Optional<String> version = Optional.empty();
        for (JsonNode owner : List.of(item, operation)) {
            for (JsonNode parameter : owner.path("parameters")) {
                String place = parameter.path("in").asString();
                String name = parameter.path("name").asString();
                if (place.equals("header")) {
                    if (name.equals("Version")) {
                        version = Optional.of(
                                parameter.path("schema").path("enum").path(0).asString());
                    }
                } else {
                    facts.add(
                            place + '.' + name,
                            parameter.path("schema"),
                            parameter.path("required").asBoolean(false));
                }
            }
        }
        for (JsonNode content : operation.path("requestBody").path("content")) {
            addBody(facts, resolve(content.path("schema")));
        }
        Set<String> tokens = new HashSet<>();
        for (JsonNode alternative : operation.path("security")) {
            tokens.addAll(alternative.propertyNames());
        }
        return new Operation(path, version, facts, tokens);
    }

    private static void addBody(Facts facts, JsonNode schema) {
        facts.add("body", schema, false);
        if (!"array".equals(schema.path("type").asString(""))) {
            facts.all().remove("body");
        }
    }

    private JsonNode resolve(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asString();
            return resolve(document.path("components").path("schemas").path(name.substring(name.lastIndexOf('/') + 1)));
        }
        return schema.path("allOf").size() == 1 ? resolve(schema.path("allOf").get(0)) : schema;
    }
}

package dev.patchbay.billsby;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Reads the YAML files of this bundle as far as the checks need them. */
final class Description {
    private static final Path ROOT = folder();
    private static final JsonNode NOTHING = JsonMapper.shared().createObjectNode();

    private final JsonNode vendor = read(ROOT.resolveSibling("billsby.yaml"));

    List<DescribedTool> tools() {
        List<DescribedTool> tools = new ArrayList<>();
        for (Path domain : domains()) {
            read(domain).get("resources").forEachEntry((resource, description) -> {
                String singular = description.path("singular").asString(resource.replaceFirst("s$", ""));
                description
                        .get("methods")
                        .forEachEntry((method, content) -> tools.add(tool(resource, singular, method, content)));
            });
        }
        return tools;
    }

    private DescribedTool tool(String resource, String singular, String method, JsonNode content) {
        String name = switch (method) {
            case "list" -> "list_all_billsby_" + resource;
            case "get" -> "get_single_billsby_" + singular + "_by_id";
            case "create" -> "create_a_billsby_" + singular;
            case "update" -> "update_a_billsby_" + singular + "_by_id";
            case "delete" -> "delete_a_billsby_" + singular + "_by_id";
            default -> "billsby_" + resource + "_" + method;
        };
        Map<String, Map<String, JsonNode>> arguments = new LinkedHashMap<>();
        for (String place : List.of("path", "query", "header", "body")) {
            Map<String, JsonNode> named = new LinkedHashMap<>();
            content.path(place).forEachEntry((argument, schema) -> named.put(argument, filled(schema)));
            arguments.put(place, named);
        }
        boolean paging = content.path("pagination").asString("").equals("pages");
        return new DescribedTool(name, content, content.get("request").asString(), paging, arguments);
    }

    /** The schema with the shared parts in the place of {@code use}, at any depth. */
    private JsonNode filled(JsonNode schema) {
        ObjectNode whole = JsonMapper.shared().createObjectNode();
        if (schema.has("use")) {
            String shared = schema.get("use").asString();
            whole.setAll((ObjectNode) requireNonNull(vendor.get("schemas").get(shared), shared));
        }
        whole.setAll((ObjectNode) schema);
        if (whole.has("items")) {
            whole.set("items", filled(whole.get("items")));
        }
        if (whole.has("properties")) {
            ObjectNode properties = JsonMapper.shared().createObjectNode();
            whole.get("properties").forEachEntry((name, property) -> properties.set(name, filled(property)));
            whole.set("properties", properties);
        }
        return whole;
    }

    /** The properties of an object, or of the objects in an array; empty for everything else. */
    static JsonNode properties(JsonNode schema) {
        JsonNode object = schema.has("items") ? schema.get("items") : schema;
        @Nullable JsonNode properties = object.get("properties");
        return properties == null ? NOTHING : properties;
    }

    private static List<Path> domains() {
        try (Stream<Path> files = Files.list(ROOT)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode read(Path yaml) {
        return YAMLMapper.shared().readTree(yaml);
    }

    private static Path folder() {
        try {
            return Path.of(requireNonNull(Description.class.getResource("/OSGI-INF/integration/billsby"))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}

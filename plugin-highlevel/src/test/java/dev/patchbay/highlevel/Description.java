package dev.patchbay.highlevel;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Our description of HighLevel, read from the module's own files. */
final class Description {
    private static final Path FOLDER = Path.of("src/main/resources/OSGI-INF/integration");
    private static final Pattern PLAIN_PLURAL = Pattern.compile(".*[^siu]s");
    private static final Pattern OTHER_PLURAL = Pattern.compile(".*(ie|se|xe|che|she|oe)s");

    private final Map<String, JsonNode> schemas = new HashMap<>();
    private final List<DescribedMethod> methods = new ArrayList<>();

    private Description() {}

    static Description read() {
        Description description = new Description();
        JsonMapper mapper = JsonMapper.shared();
        List<JsonNode> documents = new ArrayList<>();
        for (Path file : files()) {
            try {
                documents.add(mapper.valueToTree(new Load(
                                LoadSettings.builder().setLabel(file.toString()).build())
                        .loadFromString(Files.readString(file))));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        documents.forEach(document ->
                document.path("schemas").properties().forEach(s -> description.schemas.put(s.getKey(), s.getValue())));
        documents.forEach(document -> document.path("resources")
                .properties()
                .forEach(resource -> description.addResource(resource.getKey(), resource.getValue())));
        return description;
    }

    List<DescribedMethod> methods() {
        return methods;
    }

    private static List<Path> files() {
        try (Stream<Path> domains = Files.list(FOLDER.resolve("highlevel"))) {
            return Stream.concat(Stream.of(FOLDER.resolve("highlevel.yaml")), domains.sorted())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addResource(String name, JsonNode resource) {
        String singular = resource.path("singular").asString(singular(name));
        resource.path("methods").properties().forEach(entry -> {
            JsonNode method = entry.getValue();
            Map<String, String> headers = new HashMap<>();
            for (JsonNode level : List.of(resource, method)) {
                level.path("headers")
                        .properties()
                        .forEach(header ->
                                headers.put(header.getKey(), header.getValue().asString()));
            }
            String tool = method.path("name").asString(toolName(entry.getKey(), name, singular));
            methods.add(new DescribedMethod(tool, method, headers, schemas));
        });
    }

    private static String toolName(String method, String resource, String singular) {
        return switch (Objects.requireNonNull(method)) {
            case "list" -> "list_all_highlevel_" + resource;
            case "get" -> "get_single_highlevel_" + singular + "_by_id";
            case "update", "delete" -> method + "_a_highlevel_" + singular + "_by_id";
            case "create" -> "create_a_highlevel_" + singular;
            default -> "highlevel_" + resource + '_' + method;
        };
    }

    private static String singular(String plural) {
        boolean plain = PLAIN_PLURAL.matcher(plural).matches()
                && !OTHER_PLURAL.matcher(plural).matches();
        return plain ? plural.substring(0, plural.length() - 1) : plural;
    }
}

package dev.patchbay.sandbox.billsby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.sandbox.RouteTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the miniature with the vendor's description, where the system property vendor.descriptions names one. */
class VendorDescriptionTest {
    @RegisterExtension
    static final SandboxServer SANDBOX = new SandboxServer();

    /** Ids that exist and are rich enough to show every field. */
    private static final Map<String, String> IDS = Map.of(
            "companyDomain",
            "acme",
            "customerUniqueId",
            FixedIds.UGO,
            "subscriptionUniqueId",
            FixedIds.UGO_SUBSCRIPTION,
            "productId",
            String.valueOf(FixedIds.SUPPORT),
            "addonId",
            String.valueOf(FixedIds.STORAGE),
            "allowanceId",
            String.valueOf(FixedIds.API_CALLS),
            "counterId",
            FixedIds.API_CALLS_COUNTER);

    private static final Pattern FIELD = Pattern.compile("\"?\\b([A-Za-z]\\w*)\"?\\s*:|\"(\\w+)\" \"");

    private static JsonNode description;

    @BeforeAll
    static void readDescription() throws Exception {
        Path file = Path.of(System.getProperty("vendor.descriptions", ""), "billsby", "openapi.billsby.json");
        boolean present = Files.isRegularFile(file);
        if (!present) {
            System.err.println("SKIPPED: no description of Billsby at " + file);
        }
        assumeTrue(present, "no description of Billsby at " + file);
        description = JsonMapper.builder().build().readTree(Files.readString(file));
    }

    @Test
    void servesEveryOperationOfTheDescription() {
        RouteTable routes = BillsbyMiniature.routes(new Seed("acme", InstantSource.system()).plant());
        List<String> missing = new ArrayList<>();
        int operations = 0;
        for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
            for (String method : List.of("get", "post", "put", "delete", "patch")) {
                if (path.getValue().has(method)) {
                    operations++;
                    if (!routes.serves(method.toUpperCase(Locale.ROOT), path.getKey())) {
                        missing.add(method + " " + path.getKey());
                    }
                }
            }
        }
        assertEquals(List.of(), missing);
        assertEquals(58, operations);
    }

    @Test
    void answersEveryReadWithTheFieldsAndTypesOfTheDescription() throws Exception {
        List<String> complaints = new ArrayList<>();
        int reads = 0;
        for (Map.Entry<String, JsonNode> path : description.get("paths").properties()) {
            JsonNode operation = path.getValue().get("get");
            if (operation == null) {
                continue;
            }
            reads++;
            var answer = SANDBOX.get(concrete(path.getKey(), operation));
            if (answer.status() != 200) {
                complaints.add(path.getKey() + " answers " + answer.status() + " " + answer.text());
                continue;
            }
            JsonNode content =
                    resolve(operation.at("/responses/200/content").iterator().next());
            JsonNode schema = resolve(content.path("schema"));
            compare(path.getKey(), schema, answer.json(), complaints);
            if (!schema.has("type")) {
                compareWithExample(path.getKey(), content, answer.json(), complaints);
            }
        }
        assertEquals(List.of(), complaints);
        assertEquals(29, reads);
    }

    private static String concrete(String template, JsonNode operation) throws Exception {
        String path = template;
        for (Map.Entry<String, String> id : IDS.entrySet()) {
            path = path.replace("{" + id.getKey() + "}", id.getValue());
        }
        String newest = SANDBOX.get("/core/{d}/customers/" + FixedIds.UGO + "/invoices")
                .json()
                .at("/0/invoiceNumber")
                .asString();
        path = path.replace("{invoiceNumber}", newest);
        boolean paged = operation
                .path("parameters")
                .valueStream()
                .anyMatch(p -> p.path("name").asString().equals("page"));
        return paged ? path + "?page=1&pageSize=10" : path;
    }

    private static void compare(String place, JsonNode unresolved, JsonNode answer, List<String> complaints) {
        JsonNode schema = resolve(unresolved);
        String type = schema.path("type").asString("");
        if (answer.isNull() || type.isEmpty()) {
            return;
        }
        boolean fits = switch (type) {
            case "object" -> answer.isObject();
            case "array" -> answer.isArray();
            case "string" -> answer.isString();
            case "integer" -> answer.isIntegralNumber();
            case "boolean" -> answer.isBoolean();
            default -> false;
        };
        if (!fits) {
            complaints.add(place + " should be " + type + ", but is " + answer);
            return;
        }
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            JsonNode value = answer.get(property.getKey());
            if (value == null) {
                complaints.add(place + " lacks " + property.getKey());
            } else {
                compare(place + "." + property.getKey(), property.getValue(), value, complaints);
            }
        }
        for (JsonNode item : answer.isArray() ? answer : List.<JsonNode>of()) {
            compare(place + "[]", schema.path("items"), item, complaints);
        }
    }

    /** Some examples are not quite JSON; their field names can be read all the same. */
    private static void compareWithExample(String place, JsonNode content, JsonNode answer, List<String> complaints) {
        JsonNode example = content.path("examples").iterator().next().path("value");
        Matcher fields = FIELD.matcher(example.isString() ? example.stringValue() : example.toString());
        Set<String> expected = new TreeSet<>();
        while (fields.find()) {
            expected.add(fields.group(1) == null ? fields.group(2) : fields.group(1));
        }
        Set<String> present = new TreeSet<>();
        collect(answer, present);
        expected.removeAll(present);
        if (!expected.isEmpty()) {
            complaints.add(place + " lacks " + expected);
        }
    }

    private static void collect(JsonNode node, Set<String> names) {
        node.properties().forEach(property -> names.add(property.getKey()));
        node.forEach(child -> collect(child, names));
    }

    private static JsonNode resolve(JsonNode node) {
        JsonNode reference = node.get("$ref");
        return reference == null
                ? node
                : resolve(description.at(reference.asString().substring(1)));
    }
}

package dev.patchbay.sandbox.highlevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.patchbay.sandbox.TestConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares the miniature with the vendor's description, where the system property vendor.descriptions names one. */
class HighLevelDescriptionTest {
    @RegisterExtension
    static final HighLevelServer SANDBOX = new HighLevelServer();

    private static final Map<String, Shape> BODIES = Map.ofEntries(
            Map.entry("POST /contacts/", ContactRoutes.CREATE),
            Map.entry("POST /contacts/upsert", ContactRoutes.UPSERT),
            Map.entry("POST /contacts/search", ContactSearch.SHAPE),
            Map.entry("PUT /contacts/{contactId}", ContactRoutes.UPDATE),
            Map.entry("POST /contacts/{contactId}/tags", ContactRoutes.TAGS),
            Map.entry("DELETE /contacts/{contactId}/tags", ContactRoutes.TAGS),
            Map.entry("POST /conversations/", ConversationRoutes.CREATE),
            Map.entry("PUT /conversations/{conversationId}", ConversationRoutes.UPDATE),
            Map.entry("POST /conversations/messages", MessageRoutes.SEND),
            Map.entry("POST /invoices/", InvoiceShapes.CREATE),
            Map.entry("PUT /invoices/{invoiceId}", InvoiceShapes.REPLACE),
            Map.entry("PATCH /invoices/{invoiceId}/late-fees-configuration", InvoiceShapes.SET_LATE_FEES),
            Map.entry("POST /invoices/{invoiceId}/send", InvoiceShapes.SEND),
            Map.entry("POST /invoices/{invoiceId}/void", InvoiceShapes.ALT),
            Map.entry("POST /invoices/{invoiceId}/record-payment", InvoiceShapes.RECORD_PAYMENT));

    /**
     * What is answered though the description lacks it: what cursors are made of, and what was written before and would
     * otherwise be lost.
     */
    private static final Set<String> BEYOND = Set.of(
            "traceId",
            "meta",
            "contactName",
            "tagsAdded",
            "tagsRemoved",
            "sort",
            "lastMessageDate",
            "lastMessageDirection",
            "dateAdded",
            "dateUpdated",
            "starred",
            "assignedTo",
            "termsNotes",
            "sentTo",
            "lateFeesConfiguration",
            "totalSummary");

    /** Lists whose items the description takes for texts by mistake. */
    private static final Set<String> MISTAKEN = Set.of("invoiceItems");

    private static JsonNode description;

    @BeforeAll
    static void readDescription() throws Exception {
        Path file = Path.of(System.getProperty("vendor.descriptions", ""), "highlevel", "highlevel-v2.merged.json");
        boolean present = Files.isRegularFile(file);
        if (!present) {
            System.err.println("SKIPPED: no description of HighLevel at " + file);
        }
        assumeTrue(present, "no description of HighLevel at " + file);
        description = JsonMapper.builder().build().readTree(Files.readString(file));
    }

    @Test
    void servesOnlyOperationsOfTheDescriptionWithTheirVersionAndStatus() {
        List<String> complaints = new ArrayList<>();
        int compared = 0;
        for (Operations.Described served : operations().described()) {
            if (served.template().equals("/oauth/chooselocation")) {
                continue;
            }
            compared++;
            String name = served.method() + " " + served.template();
            JsonNode operation = operation(name);
            if (operation.isMissingNode()) {
                complaints.add(name + " is not in the description");
                continue;
            }
            String version = null;
            for (JsonNode parameter : operation.path("parameters")) {
                if (resolve(parameter).path("name").asString("").equals("Version")) {
                    version = resolve(parameter).at("/schema/enum/0").asString();
                }
            }
            if (!String.valueOf(version).equals(String.valueOf(served.version()))) {
                complaints.add(name + " has Version " + version + ", not " + served.version());
            }
            if (!operation.path("responses").has(String.valueOf(served.status()))) {
                complaints.add(name + " does not answer " + served.status());
            }
        }
        assertEquals(List.of(), complaints);
        assertTrue(compared >= 34, "only " + compared);
    }

    @Test
    void readsTheFieldsOfTheDescriptionFromEveryBody() {
        List<String> complaints = new ArrayList<>();
        BODIES.forEach((name, shape) -> {
            JsonNode schema = resolve(operation(name).at("/requestBody/content/application~1json/schema"));
            Set<String> names = new TreeSet<>();
            schema.path("properties").properties().forEach(property -> names.add(property.getKey()));
            Set<String> required = new TreeSet<>();
            schema.path("required").forEach(field -> required.add(field.asString()));
            if (!names.equals(shape.names())) {
                complaints.add(name + " takes " + names + ", not " + shape.names());
            }
            if (!required.equals(shape.requiredNames())) {
                complaints.add(name + " requires " + required + ", not " + shape.requiredNames());
            }
        });
        assertEquals(List.of(), complaints);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET /contacts/{contactId}|/contacts/CONMARA001|",
                "PUT /contacts/{contactId}|/contacts/CONMARA001|{'city':'Salem'}",
                "POST /contacts/{contactId}/tags|/contacts/CONMARA001/tags|{'tags':['x']}",
                "DELETE /contacts/{contactId}/tags|/contacts/CONMARA001/tags|{'tags':['x']}",
                "DELETE /contacts/{contactId}|/contacts/CONMARA001|",
                "GET /conversations/search|/conversations/search?locationId=LOCACME001|",
                "GET /conversations/{conversationId}|/conversations/conv_789|",
                "PUT /conversations/{conversationId}|/conversations/conv_789|{'locationId':'LOCACME001','unreadCount':0}",
                "POST /conversations/|/conversations/|{'locationId':'LOCACME001','contactId':'CONIVO0001'}",
                "GET /conversations/{conversationId}/messages|/conversations/CNVNILS001/messages|",
                "POST /conversations/messages|/conversations/messages|"
                        + "{'type':'Email','contactId':'CONMARA001','html':'x','subject':'y'}",
                "GET /invoices/|/invoices/?altId=LOCACME001&altType=location&limit=100&offset=0|",
                "GET /invoices/{invoiceId}|/invoices/65f0ac3e0000000000001042?altId=LOCACME001&altType=location|",
                "POST /invoices/{invoiceId}/void|/invoices/65f0ac3e0000000000001051/void|"
                        + "{'altId':'LOCACME001','altType':'location'}",
                "POST /invoices/{invoiceId}/send|/invoices/65f0ac3e0000000000001051/send|{'altId':'LOCACME001',"
                        + "'altType':'location','userId':'USRANNA001','action':'email','liveMode':true}",
                "POST /invoices/{invoiceId}/record-payment|/invoices/65f0ac3e0000000000001052/record-payment|"
                        + "{'altId':'LOCACME001','altType':'location','mode':'cash','card':{},'cheque':{},'notes':''}",
                "GET /locations/search|/locations/search|",
                "GET /locations/{locationId}|/locations/LOCACME001|",
                "GET /users/|/users/?locationId=LOCACME001|",
                "GET /users/{userId}|/users/USRANNA001|"
            })
    void answersWithTheFieldsAndTypesOfTheDescription(String name, String path, String body) throws Exception {
        var answer = SANDBOX.api(name.substring(0, name.indexOf(' ')), path, body);
        assertTrue(answer.status() < 300, answer.text());
        compareWithDescription(name, answer);
    }

    @Test
    void answersOAuthWithTheFieldsAndTypesOfTheDescription() throws Exception {
        var company = SANDBOX.connect("Company");
        compareWithDescription("POST /oauth/token", company);
        compareWithDescription("POST /oauth/token", SANDBOX.connect("Location"));
        String token = company.at("/access_token");
        String installed = "/oauth/installedLocations?companyId=COMACME001&appId=acmeapp001";
        compareWithDescription("GET /oauth/installedLocations", SANDBOX.api(token, "GET", installed, null));
        compareWithDescription("GET /companies/{companyId}", SANDBOX.api(token, "GET", "/companies/COMACME001", null));
        Map<String, String> form = Map.of("companyId", "COMACME001", "locationId", "LOCACME001");
        compareWithDescription("POST /oauth/locationToken", SANDBOX.form(token, "/oauth/locationToken", form));
    }

    @Test
    void answersAMessageInBothForms() throws Exception {
        var first = SANDBOX.get("/conversations/conv_789/messages");
        compareWithDescription(
                "GET /conversations/messages/{id}",
                SANDBOX.get("/conversations/messages/" + first.at("/messages/0/id")));
        compareWithDescription(
                "GET /conversations/messages/email/{id}",
                SANDBOX.get("/conversations/messages/email/" + first.at("/messages/0/meta/email/messageIds/0")));
    }

    private static void compareWithDescription(String name, HighLevelServer.Answer answer) {
        JsonNode schema = operation(name).at("/responses/" + answer.status() + "/content/application~1json/schema");
        assertTrue(!schema.isMissingNode(), name + " has no " + answer.status());
        List<String> complaints = new ArrayList<>();
        compare("", schema, answer.json(), complaints);
        assertEquals(List.of(), complaints, name);
    }

    private static void compare(String place, JsonNode unresolved, JsonNode answer, List<String> complaints) {
        JsonNode schema = resolve(unresolved);
        String type = schema.path("type").asString(schema.has("properties") ? "object" : "");
        boolean fits = switch (type) {
            case "object" -> answer.isObject();
            case "array" -> answer.isArray();
            case "string" -> answer.isString();
            case "number", "integer" -> answer.isNumber();
            case "boolean" -> answer.isBoolean();
            default -> true;
        };
        if (answer.isNull()) {
            return;
        }
        if (!fits) {
            complaints.add(place + " should be " + type + ", but is " + answer);
            return;
        }
        if (schema.has("enum")
                && answer.isString()
                && schema.get("enum").valueStream().noneMatch(answer::equals)) {
            complaints.add(place + " may not be " + answer);
        }
        JsonNode properties = schema.path("properties");
        for (JsonNode required : schema.path("required")) {
            if (!answer.has(required.asString())) {
                complaints.add(place + " lacks " + required);
            }
        }
        for (Map.Entry<String, JsonNode> field : answer.properties()) {
            String name = field.getKey();
            if (properties.has(name) && !MISTAKEN.contains(name)) {
                compare(place + "." + name, properties.get(name), field.getValue(), complaints);
            } else if (!properties.has(name) && !properties.isEmpty() && !BEYOND.contains(name)) {
                complaints.add(place + " has " + name);
            }
        }
        for (JsonNode item : answer.isArray() ? answer : List.<JsonNode>of()) {
            compare(place + "[]", schema.path("items"), item, complaints);
        }
    }

    private static Operations operations() {
        Installation installation = Installation.of(new TestConfig("unused-key"));
        InstantSource clock = InstantSource.system();
        Places places = new Places(installation);
        Location location = new Seed(places.first(), installation.companyId(), clock).plant();
        TokenOffice office = new TokenOffice("unused", places, clock);
        Limits limits = new Limits(60, 1, 1, 1);
        return HighLevelMiniature.operations(
                installation,
                places,
                location,
                header -> new Bearer(location.id, "", Instant.MAX),
                new OAuthRoutes(installation, office, () -> limits, places, Instant.EPOCH));
    }

    private static JsonNode operation(String name) {
        String[] parts = name.split(" ", 2);
        return description.path("paths").path(parts[1]).path(parts[0].toLowerCase(Locale.ROOT));
    }

    private static JsonNode resolve(JsonNode node) {
        JsonNode reference = node.get("$ref");
        if (reference == null && node.path("allOf").size() == 1) {
            return resolve(node.at("/allOf/0"));
        }
        return reference == null
                ? node
                : resolve(description.at(reference.asString().substring(1)));
    }
}

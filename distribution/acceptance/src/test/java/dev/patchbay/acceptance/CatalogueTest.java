package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.acceptance.Wire.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What is published, and what comes back. */
class CatalogueTest {
    private static final List<String> ROOT_COMBINATORS = List.of("oneOf", "anyOf", "allOf", "not", "if", "$ref");

    private final SharedGateway gateway = SharedGateway.instance();

    @Test
    @DisplayName("49 and 50 every tool has a name that clients take, a title, a description and a plain root schema")
    void quality() {
        Set<String> names = new HashSet<>();
        for (JsonNode tool :
                gateway.billsby().wire().modern("tools/list").send().result().path("tools")) {
            String name = tool.path("name").asString();
            assertTrue(name.matches("[a-zA-Z0-9_-]{1,64}"), name);
            assertTrue(names.add(name), name);
            assertFalse(tool.path("title").asString("").isBlank(), name);
            assertFalse(tool.path("description").asString("").isBlank(), name);
            assertEquals("object", tool.at("/inputSchema/type").asString(), name);
            ROOT_COMBINATORS.forEach(
                    each -> assertFalse(tool.path("inputSchema").has(each), name));
            assertFalse(tool.path("inputSchema").toString().contains("companyDomain"), name);
        }
    }

    @Test
    @DisplayName("an integration shows all of its tools, those of agencies and those of locations")
    void wholeIntegration() {
        assertEquals(
                573,
                gateway.admin()
                        .call("GET", "/integration/highlevel", null)
                        .path("tools")
                        .asInt());
    }

    @Test
    @DisplayName("51 keywords of a schema arrive as they were written")
    void verbatim() {
        JsonNode schema = null;
        for (JsonNode tool :
                gateway.fixture().wire().modern("tools/list").send().result().path("tools")) {
            if (tool.path("name").asString().equals("json_schema_2020_12_tool")) {
                schema = tool.path("inputSchema");
            }
        }
        assertEquals("addressDef", schema.at("/$defs/address/$anchor").asString());
        assertEquals("#/$defs/address", schema.at("/properties/address/$ref").asString());
        assertEquals(
                "https://json-schema.org/draft/2020-12/schema",
                schema.path("$schema").asString());
        assertTrue(schema.has("allOf") && schema.has("if") && schema.has("then") && schema.has("else"));
    }

    @Test
    @DisplayName("50 and 52 a tool whose schema refers to the network is quarantined with its reason, the others live")
    void quarantine() throws Exception {
        for (JsonNode tool :
                gateway.fixture().wire().modern("tools/list").send().result().path("tools")) {
            assertFalse(tool.path("name").asString().equals("test_network_reference"));
        }
        String shown = gateway.shell("gateway:integrations --wide");
        assertTrue(shown.contains("quarantined test_network_reference: the input schema refers to http"), shown);
        assertEquals(
                -32602,
                gateway.fixture()
                        .wire()
                        .modern("tools/call")
                        .call("test_network_reference", Map.of())
                        .send()
                        .errorCode());
    }

    @Test
    @DisplayName("53 a result over the cap is cut, stays JSON and says how to get the rest, until all of it was read")
    void longResults() {
        List<Map<String, Object>> things = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            things.add(Map.of("id", "thing-" + i, "text", "x".repeat(4_000)));
        }
        gateway.vendor().answerAlways(200, Wire.JSON.writeValueAsString(Map.of("data", things)));
        try {
            Set<String> seen = new HashSet<>();
            Object cursor = null;
            int rounds = 0;
            do {
                Map<String, Object> arguments =
                        cursor == null ? Map.of("limit", 100) : Map.of("limit", 100, "next_cursor", cursor);
                Answer answer = gateway.scripted()
                        .wire()
                        .modern("tools/call")
                        .call("list_all_scripted_things", arguments)
                        .send();
                assertTrue(answer.text().length() <= 100_000);
                JsonNode page = Wire.JSON.readTree(answer.text());
                page.path("result").forEach(each -> seen.add(each.path("id").asString()));
                assertEquals(page.path("next_cursor").isString(), page.has("_truncated"));
                cursor = page.path("next_cursor").isString()
                        ? page.path("next_cursor").asString()
                        : null;
                rounds++;
            } while (cursor != null);
            assertEquals(100, seen.size());
            assertTrue(rounds > 3);
        } finally {
            gateway.vendor().reset();
        }
    }

    @Test
    @DisplayName("54 a call ends by its tool's deadline, in words")
    void deadline() {
        gateway.vendor().hang();
        long began = System.nanoTime();
        Answer answer = gateway.scripted()
                .wire()
                .modern("tools/call")
                .call("scripted_things_hurry", Map.of())
                .send();
        long seconds = Duration.ofNanos(System.nanoTime() - began).toSeconds();
        assertTrue(answer.isError());
        assertEquals(
                "vendor_unreachable",
                Wire.JSON.readTree(answer.text()).at("/error/kind").asString());
        assertTrue(seconds < 15, seconds + " s");
    }

    @Test
    @DisplayName("55 a vendor's 429 is an error result with its limits, not an HTTP 429")
    void rateLimited() {
        gateway.vendor()
                .answer(
                        429,
                        Map.of("Retry-After", "7", "X-RateLimit-Limit", "60", "X-RateLimit-Remaining", "0"),
                        "{\"message\":\"slow down\"}");
        int before = gateway.vendor().requests().size();
        Answer answer = gateway.scripted()
                .wire()
                .modern("tools/call")
                .call("get_single_scripted_thing_by_id", Map.of("thingId", "t-55"))
                .send();
        assertEquals(200, answer.status());
        assertTrue(answer.isError());
        assertEquals("60", answer.header("ratelimit-limit"));
        assertEquals("0", answer.header("ratelimit-remaining"));
        assertEquals("7", answer.header("retry-after"));
        JsonNode error = Wire.JSON.readTree(answer.text()).path("error");
        assertEquals("rate_limited", error.path("kind").asString());
        assertEquals(7, error.path("retry_after_seconds").asInt());
        assertTrue(error.path("message").asString().contains("7"), error.toString());
        assertEquals(before + 1, gateway.vendor().requests().size(), "never retried");
    }

    @Test
    @DisplayName("a routing parameter is refused unless it is the account's own")
    void routingParameters() {
        Wire wire = gateway.scripted().wire();
        Answer same = wire.modern("tools/call")
                .call("get_single_scripted_thing_by_id", Map.of("thingId", "a", "tenant", "acme"))
                .send();
        assertFalse(same.isError(), same.body());
        Answer other = wire.modern("tools/call")
                .call("get_single_scripted_thing_by_id", Map.of("thingId", "a", "tenant", "evil"))
                .send();
        assertTrue(other.isError());
        assertTrue(other.text().contains("tenant"), other.text());
    }
}

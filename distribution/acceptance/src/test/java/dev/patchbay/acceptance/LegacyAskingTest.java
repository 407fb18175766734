package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.acceptance.Wire.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Clients of the revisions before 2026-07-28 that said in their handshake that they can be asked. */
class LegacyAskingTest {
    private static final Duration SOON = Duration.ofSeconds(5);
    private static final Map<String, Object> ASKABLE =
            Map.of("elicitation", Map.of(), "sampling", Map.of(), "roots", Map.of());

    private final SharedGateway gateway = SharedGateway.instance();
    private final Wire wire = gateway.fixture().wire().with("MCP-Protocol-Version", "2025-11-25");

    @Test
    @DisplayName(
            "30 a client that can be asked is given what it said, sealed, as its session's id; nobody else gets one")
    void sessionId() {
        String id = id(wire, ASKABLE);
        assertNotNull(id);
        assertTrue(id.matches("[!-~]{40,200}"), id);
        assertFalse(id.contains("elicitation"));
        assertNotEquals(id, id(wire, ASKABLE));
        assertNotNull(id(wire, Map.of("elicitation", Map.of("form", Map.of(), "url", Map.of()))));
        assertNull(id(wire, Map.of()));
        assertNull(id(wire, Map.of("elicitation", Map.of("url", Map.of()))));
        assertNull(id(wire, Map.of("experimental", Map.of("x", Map.of()))));
        assertEquals(405, wire.with("Mcp-Session-Id", id).verb("DELETE").status());
    }

    @Test
    @DisplayName("what a tool asks comes ahead of its answer, in as many rounds as it takes")
    void rounds() {
        Wire client = client(ASKABLE);
        try (Stream call = call(client, "test_input_required_result_multi_round")) {
            assertEquals("text/event-stream", call.header("Content-Type"));
            JsonNode first = call.next(SOON).json();
            assertEquals("elicitation/create", first.path("method").asString());
            assertTrue(first.at("/params/message").asString().contains("name"));
            assertEquals(202, answer(client, first, Map.of("name", "Nora")).status());
            JsonNode second = call.next(SOON).json();
            assertTrue(second.at("/params/message").asString().contains("color"));
            answer(client, second, Map.of("color", "blue"));
            JsonNode end = call.next(SOON).json();
            assertEquals(7, end.path("id").asInt());
            assertEquals("both steps done for Nora", text(end));
        }
    }

    @Test
    @DisplayName("several questions at once are answered in any order, and a second answer to one counts for nothing")
    void severalAtOnce() {
        Wire client = client(ASKABLE);
        try (Stream call = call(client, "test_input_required_result_multiple_inputs")) {
            Map<String, JsonNode> asked = new HashMap<>();
            for (int i = 0; i < 3; i++) {
                JsonNode question = call.next(SOON).json();
                asked.put(question.path("method").asString(), question);
            }
            respond(client, asked.get("roots/list"), "{\"roots\":[]}");
            respond(client, asked.get("roots/list"), "{\"roots\":[]}");
            answer(client, asked.get("elicitation/create"), Map.of("name", "Nora"));
            respond(
                    client,
                    asked.get("sampling/createMessage"),
                    "{\"role\":\"assistant\",\"model\":\"m\",\"content\":{\"type\":\"text\",\"text\":\"Hi\"}}");
            assertEquals("all three answered", text(call.next(SOON).json()));
        }
    }

    @Test
    @DisplayName("another server's client cannot answer, and its session's id opens nothing here")
    void strangers() {
        Wire client = client(ASKABLE);
        Wire stranger = gateway.scripted().wire().with("MCP-Protocol-Version", "2025-11-25");
        try (Stream call = call(client, "test_elicitation")) {
            JsonNode question = call.next(SOON).json();
            assertEquals(
                    202,
                    answer(stranger, question, Map.of("username", "mallory")).status());
            answer(client, question, Map.of("username", "nora"));
            String end = text(call.next(SOON).json());
            assertTrue(end.contains("nora") && !end.contains("mallory"), end);
        }
        cannotBeAsked(wire.with("Mcp-Session-Id", id(stranger, ASKABLE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "AAAA", "%00", "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    @DisplayName("a session's id that is none is no reason to refuse; its client is one that cannot be asked")
    void noSuchSession(String id) {
        assertEquals(
                200,
                wire.with("Mcp-Session-Id", id).legacy("tools/list", Map.of()).status());
        cannotBeAsked(wire.with("Mcp-Session-Id", id));
    }

    @Test
    @DisplayName("37 a client is asked only what it said it can be asked, and only where it takes a stream")
    void onlyWhatWasSaid() {
        cannotBeAsked(client(Map.of("sampling", Map.of())));
        cannotBeAsked(client(ASKABLE).with("Accept", "application/json"));
        Answer batch = client(ASKABLE)
                .with("MCP-Protocol-Version", "2025-03-26")
                .post("[" + Wire.rpc(7, "tools/call", Wire.JSON.valueToTree(parameters("test_elicitation"))) + "]");
        assertTrue(batch.json().path(0).at("/result/isError").asBoolean(), batch.body());
    }

    @Test
    @DisplayName("a client that answers with an error, or with no object, is told what became of the call")
    void refusals() {
        Wire client = client(ASKABLE);
        for (String refusal : new String[] {
            "\"error\":{\"code\":-1,\"message\":\"the user is out\"}", "\"result\":7", "\"error\":null"
        }) {
            try (Stream call = call(client, "test_elicitation")) {
                JsonNode question = call.next(SOON).json();
                client.post("{\"jsonrpc\":\"2.0\",\"id\":" + question.path("id") + "," + refusal + "}");
                JsonNode end = call.next(SOON).json();
                assertTrue(end.at("/result/isError").asBoolean(), end.toString());
                assertTrue(text(end).contains("did not let the question through"), text(end));
            }
        }
    }

    @Test
    @DisplayName("a call that is taken back while it asks ends at once, whatever is answered then")
    void takenBack() {
        Wire client = client(ASKABLE);
        try (Stream call = call(client, "test_elicitation")) {
            JsonNode question = call.next(SOON).json();
            client.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":7}}");
            JsonNode end = call.next(SOON).json();
            assertTrue(text(end).contains("\"kind\":\"cancelled\""), text(end));
            assertEquals(
                    202, answer(client, question, Map.of("username", "nora")).status());
        }
    }

    @Test
    @DisplayName(
            "twenty calls of a server may wait for answers, and the next is told so; those that end, or whose clients are gone, make room")
    void notEndlessly() throws Exception {
        Admin.Server server = gateway.admin().mint(gateway.fixture().accountId(), Map.of("name", "crowded"));
        Wire crowded = server.wire().with("MCP-Protocol-Version", "2025-11-25");
        Wire client = crowded.with("Mcp-Session-Id", id(crowded, ASKABLE));
        Stream[] waiting = new Stream[20];
        JsonNode last = null;
        for (int i = 0; i < waiting.length; i++) {
            waiting[i] = call(client, "test_elicitation");
            last = waiting[i].next(SOON).json();
        }
        Answer oneMore = client.legacy("tools/call", parameters("test_elicitation"));
        assertTrue(oneMore.text().contains("rate_limited"), oneMore.text());
        answer(client, last, Map.of("username", "nora"));
        assertTrue(text(waiting[19].next(SOON).json()).contains("nora"));
        waiting[19] = call(client, "test_elicitation");
        waiting[19].next(SOON);
        for (Stream each : waiting) {
            each.close();
        }
        SharedGateway.await(() -> isAsked(client), Duration.ofSeconds(30));
    }

    private static boolean isAsked(Wire client) {
        try (Stream call = call(client, "test_elicitation")) {
            if (!"text/event-stream".equals(call.header("Content-Type"))) {
                return false;
            }
            answer(client, call.next(SOON).json(), Map.of("username", "otto"));
            return text(call.next(SOON).json()).contains("otto");
        }
    }

    private Wire client(Map<String, Object> capabilities) {
        return wire.with("Mcp-Session-Id", id(wire, capabilities));
    }

    private static String id(Wire wire, Map<String, Object> capabilities) {
        return wire.without("MCP-Protocol-Version")
                .legacy(
                        "initialize",
                        Map.of(
                                "protocolVersion",
                                "2025-11-25",
                                "capabilities",
                                capabilities,
                                "clientInfo",
                                Map.of("name", "t", "version", "1")))
                .header("Mcp-Session-Id");
    }

    private static void cannotBeAsked(Wire client) {
        Answer answer = client.legacy("tools/call", parameters("test_elicitation"));
        assertTrue(answer.isError(), answer.body());
        assertTrue(answer.text().contains("cannot be asked"), answer.text());
    }

    private static Map<String, Object> parameters(String tool) {
        return Map.of(
                "name", tool, "arguments", tool.equals("test_elicitation") ? Map.of("message", "Who?") : Map.of());
    }

    private static Stream call(Wire client, String tool) {
        return client.stream(
                "POST",
                Wire.rpc(7, "tools/call", Wire.JSON.valueToTree(parameters(tool)))
                        .toString());
    }

    private static Answer answer(Wire client, JsonNode question, Map<String, Object> content) {
        return respond(client, question, Wire.JSON.writeValueAsString(Map.of("action", "accept", "content", content)));
    }

    private static Answer respond(Wire client, JsonNode question, String result) {
        return client.post("{\"jsonrpc\":\"2.0\",\"id\":" + question.path("id") + ",\"result\":" + result + "}");
    }

    private static String text(JsonNode message) {
        return message.at("/result/content/0/text").asString();
    }
}

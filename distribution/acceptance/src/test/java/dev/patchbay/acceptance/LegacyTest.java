package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.acceptance.Wire.Answer;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The revisions before 2026-07-28, with clients that said nothing of themselves; {@link LegacyAskingTest} has the others. */
class LegacyTest {
    private final SharedGateway gateway = SharedGateway.instance();
    private final Wire wire = gateway.fixture().wire();

    @ParameterizedTest
    @CsvSource({
        "2025-11-25, 2025-11-25",
        "2025-06-18, 2025-06-18",
        "2025-03-26, 2025-03-26",
        "2024-11-05, 2024-11-05",
        "2099-01-01, 2025-11-25",
        "2026-07-28, 2025-11-25",
    })
    @DisplayName("30 initialize echoes a revision that has a handshake, and names 2025-11-25 otherwise")
    void initialize(String requested, String answered) {
        Answer answer = wire.legacy(
                "initialize",
                Map.of(
                        "protocolVersion",
                        requested,
                        "capabilities",
                        Map.of(),
                        "clientInfo",
                        Map.of("name", "t", "version", "1")));
        assertEquals(answered, answer.result().path("protocolVersion").asString());
        assertTrue(answer.result().at("/capabilities/tools/listChanged").asBoolean());
        assertTrue(answer.result().at("/serverInfo/name").isString());
        assertNull(answer.header("Mcp-Session-Id"));
    }

    @Test
    @DisplayName("31 the handshake is not needed")
    void withoutHandshake() {
        Answer initialized = wire.post("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
        assertEquals("202 ", initialized.status() + " " + initialized.body());
        assertEquals("{}", wire.legacy("ping", Map.of()).result().toString());
        assertTrue(wire.legacy("tools/list", Map.of()).result().path("tools").size() > 10);
        assertEquals(
                "This is a simple text response for testing.",
                wire.legacy("tools/call", Map.of("name", "test_simple_text")).text());
    }

    @Test
    @DisplayName("32 an unknown revision in the header is 400, none is served as 2025-03-26")
    void versionHeader() {
        assertEquals(
                400,
                wire.with("MCP-Protocol-Version", "2023-01-01")
                        .legacy("ping", Map.of())
                        .status());
        assertEquals(200, wire.legacy("ping", Map.of()).status());
    }

    @Test
    @DisplayName("33 initialize with a modern header and no envelope is -32020")
    void modernInitialize() {
        Answer answer =
                wire.with("MCP-Protocol-Version", Wire.MODERN).legacy("initialize", Map.of("protocolVersion", "x"));
        assertEquals("400 -32020", answer.status() + " " + answer.errorCode());
    }

    @Test
    @DisplayName("34 GET is a stream for those who accept one; DELETE is 405")
    void verbs() {
        assertEquals(405, wire.with("Accept", "application/json").verb("GET").status());
        assertEquals(405, wire.verb("DELETE").status());
        try (Stream stream =
                wire.with("Accept", "text/event-stream").with("MCP-Protocol-Version", "2025-06-18").stream("GET", "")) {
            assertEquals(200, stream.status());
            assertEquals("text/event-stream", stream.header("Content-Type"));
            wire.legacy("tools/call", Map.of("name", "test_trigger_tool_change"));
            assertEquals(
                    "notifications/tools/list_changed",
                    stream.next(Duration.ofMillis(1_500)).json().path("method").asString());
        }
    }

    @Test
    @DisplayName("35 batches are served for 2025-03-26 and for nobody else")
    void batches() {
        String batch = """
                [{"jsonrpc":"2.0","id":1,"method":"ping"},
                 {"jsonrpc":"2.0","method":"notifications/initialized"},
                 {"jsonrpc":"2.0","id":"b","method":"tools/call","params":{"name":"test_simple_text"}},
                 {"jsonrpc":"2.0","id":3,"method":"no/such"},
                 7]""";
        for (Wire each : new Wire[] {wire, wire.with("MCP-Protocol-Version", "2025-03-26")}) {
            Answer answer = each.post(batch);
            assertEquals(200, answer.status());
            assertEquals(4, answer.json().size(), answer.body());
            Set<String> ids = new HashSet<>();
            answer.json().forEach(one -> ids.add(one.path("id").toString()));
            assertTrue(ids.containsAll(Set.of("1", "\"b\"", "3")));
        }
        for (String version : new String[] {"2025-06-18", "2025-11-25", Wire.MODERN}) {
            Answer answer = wire.with("MCP-Protocol-Version", version).post(batch);
            assertEquals("400 -32600", answer.status() + " " + answer.errorCode(), version);
        }
        assertEquals(400, wire.post("[]").status());
    }

    @Test
    @DisplayName("36 HTTP+SSE: the stream names where to post, the answer comes on it, strangers get 404")
    void httpSse() {
        try (Stream stream = wire.with("Accept", "text/event-stream").stream("GET", "")) {
            Stream.Event endpoint = stream.next(Duration.ofSeconds(5));
            assertEquals("endpoint", endpoint.name());
            Wire messages = wire.at(wire.uri().resolve(endpoint.data()));
            assertEquals(202, messages.legacy("ping", Map.of()).status());
            Stream.Event answer = stream.next(Duration.ofSeconds(5));
            assertEquals("message", answer.name());
            assertEquals("{}", answer.json().path("result").toString());
        }
        Wire stranger = wire.at(wire.uri().resolve(wire.uri().getPath() + "/messages?sid=nobody"));
        assertEquals(404, stranger.legacy("ping", Map.of()).status());
    }

    @Test
    @DisplayName(
            "37 a tool that must ask a client that cannot be asked says so in words; no input_required reaches an older client")
    void cannotAsk() {
        Answer answer = wire.legacy("tools/call", Map.of("name", "test_input_required_result_elicitation"));
        assertTrue(answer.isError());
        assertFalse(answer.result().has("resultType"));
        assertTrue(answer.text().contains("cannot be asked"), answer.text());
    }

    @Test
    @DisplayName("38 an output schema whose root is no object is not sent to older clients")
    void outputSchema() {
        JsonNode modern = tool(wire.modern("tools/list").send(), "test_output_schema");
        JsonNode legacy = tool(wire.legacy("tools/list", Map.of()), "test_output_schema");
        assertEquals("array", modern.at("/outputSchema/type").asString());
        assertFalse(legacy.has("outputSchema"));
        Answer called =
                wire.modern("tools/call").call("test_output_schema", Map.of()).send();
        assertEquals("[1,2]", called.result().path("structuredContent").toString());
        assertFalse(wire.legacy("tools/call", Map.of("name", "test_output_schema"))
                .result()
                .has("structuredContent"));
    }

    @Test
    @DisplayName("19 a tool with an output schema answers structured content and the same as text")
    void structured() {
        Answer called =
                wire.modern("tools/call").call("test_output_schema", Map.of()).send();
        assertEquals(
                called.result().path("structuredContent"),
                Wire.JSON.readTree(called.text()).path("result"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"logging/setLevel", "prompts/list", "resources/list", "completion/complete", "no/such"})
    @DisplayName("methods that are not served are -32601, at 200 as older clients expect")
    void unknownMethods(String method) {
        Answer answer = gateway.scripted().wire().legacy(method, Map.of());
        assertEquals("200 -32601", answer.status() + " " + answer.errorCode());
    }

    @Test
    @DisplayName("notifications/cancelled aborts the call at the vendor")
    void cancels() throws Exception {
        gateway.vendor().hang();
        Wire scripted = gateway.scripted().wire();
        String body = Wire.rpc(
                        "call-1",
                        "tools/call",
                        Wire.JSON.valueToTree(Map.of(
                                "name", "get_single_scripted_thing_by_id", "arguments", Map.of("thingId", "t-cancel"))))
                .toString();
        var running = java.util.concurrent.CompletableFuture.supplyAsync(() -> scripted.post(body));
        gateway.vendor().awaitRequest("/things/t-cancel", Duration.ofSeconds(5));
        scripted.post(
                "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":\"call-1\"}}");
        assertTrue(gateway.vendor().hungUpWithin(Duration.ofSeconds(2)));
        assertTrue(running.get().isError());
    }

    private static JsonNode tool(Answer list, String name) {
        for (JsonNode tool : list.result().path("tools")) {
            if (tool.path("name").asString().equals(name)) {
                return tool;
            }
        }
        throw new AssertionError("no tool " + name);
    }
}

package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.acceptance.Wire.Answer;
import dev.patchbay.acceptance.Wire.Modern;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Revision 2026-07-28 over HTTP, one test for each row of the protocol's checklist. */
class ModernCoreTest {
    private final SharedGateway gateway = SharedGateway.instance();
    private final Wire wire = gateway.fixture().wire();

    @Test
    @DisplayName("01 server/discover introduces the server")
    void discover() {
        JsonNode result = wire.modern("server/discover").send().result();
        assertAll(
                () -> assertEquals("complete", result.path("resultType").asString()),
                () -> assertEquals(
                        Wire.MODERN, result.path("supportedVersions").path(0).asString()),
                () -> assertTrue(result.at("/capabilities/tools/listChanged").asBoolean()),
                () -> assertTrue(result.path("ttlMs").asLong(-1) >= 0),
                () -> assertEquals("private", result.path("cacheScope").asString()),
                () -> assertTrue(result.path("_meta")
                        .path("io.modelcontextprotocol/serverInfo")
                        .path("name")
                        .isString()));
    }

    @Test
    @DisplayName("02 clientInfo is never required")
    void withoutClientInfo() {
        assertEquals(200, wire.modern("tools/list").send().status());
    }

    @Test
    @DisplayName("03 params without _meta is -32602 at 400, id echoed")
    void withoutMeta() {
        Answer answer = wire.modern("tools/list")
                .headers()
                .post("{\"jsonrpc\":\"2.0\",\"id\":\"seven\",\"method\":\"tools/list\",\"params\":{}}");
        refused(answer, 400, -32602);
        assertEquals("seven", answer.json().path("id").asString());
    }

    @Test
    @DisplayName("04 _meta without protocolVersion is -32602 at 400")
    void withoutVersion() {
        refused(wire.modern("tools/list").withoutMeta(Wire.VERSION).send(), 400, -32602);
    }

    @Test
    @DisplayName("05 _meta without clientCapabilities is -32602 at 400")
    void withoutCapabilities() {
        refused(wire.modern("tools/list").withoutMeta(Wire.CAPABILITIES).send(), 400, -32602);
    }

    @Test
    @DisplayName("06 an unknown version in header and body is -32022 with what is supported")
    void unknownVersion() {
        Modern request = wire.modern("tools/list").meta(Wire.VERSION, "v999.0.0");
        Answer answer =
                request.headers().with("MCP-Protocol-Version", "v999.0.0").post(request.body());
        refused(answer, 400, -32022);
        JsonNode data = answer.json().at("/error/data");
        assertEquals("v999.0.0", data.path("requested").asString());
        Set<String> discovered =
                strings(wire.modern("server/discover").send().result().path("supportedVersions"));
        assertTrue(discovered.containsAll(strings(data.path("supported"))));
        assertFalse(data.path("supported").isEmpty());
    }

    @Test
    @DisplayName("07 header and body that name different versions are -32020")
    void versionMismatch() {
        Modern request = wire.modern("tools/list").meta(Wire.VERSION, "v999.0.0");
        refused(request.headers().post(request.body()), 400, -32020);
    }

    @Test
    @DisplayName("08 an envelope without the version header is -32020")
    void versionHeaderMissing() {
        Modern request = wire.modern("tools/list");
        refused(request.headers().without("MCP-Protocol-Version").post(request.body()), 400, -32020);
    }

    @Test
    @DisplayName("09 Mcp-Method must repeat the method to the letter, under a name in any case")
    void methodHeader() {
        Modern request = wire.modern("tools/list");
        Wire headers = request.headers();
        refused(headers.without("Mcp-Method").post(request.body()), 400, -32020);
        refused(headers.with("Mcp-Method", "tools/call").post(request.body()), 400, -32020);
        refused(headers.with("Mcp-Method", "TOOLS/LIST").post(request.body()), 400, -32020);
        assertEquals(
                200,
                headers.without("Mcp-Method")
                        .with("mCP-mETHOD", "tools/list")
                        .post(request.body())
                        .status());
    }

    @Test
    @DisplayName("10 Mcp-Name must repeat the tool's name, plain or as Base64")
    void nameHeader() {
        Modern request = wire.modern("tools/call").call("test_simple_text", Map.of());
        Wire headers = request.headers();
        refused(headers.without("Mcp-Name").post(request.body()), 400, -32020);
        refused(headers.with("Mcp-Name", "test_image_content").post(request.body()), 400, -32020);
        refused(headers.with("Mcp-Name", "=?base64?%%%?=").post(request.body()), 400, -32020);
        refused(headers.with("Mcp-Name", "=?base64?dGVzdF9zaW1wbGVfdGV4dA?=").post(request.body()), 400, -32020);
        assertEquals(
                200,
                headers.with("Mcp-Name", "  test_simple_text  ")
                        .post(request.body())
                        .status());
        assertEquals(
                200,
                headers.with("Mcp-Name", "=?base64?" + base64("test_simple_text") + "?=")
                        .post(request.body())
                        .status());
    }

    @Test
    @DisplayName("11 Mcp-Param headers must repeat the arguments that ask for them")
    void paramHeaders() {
        Modern request = wire.modern("tools/call").call("test_header_params", Map.of("region", "=?base64", "count", 3));
        Wire headers = request.headers().with("Mcp-Param-Count", "3.0");
        refused(headers.post(request.body()), 400, -32020);
        refused(headers.with("Mcp-Param-Region", "us").post(request.body()), 400, -32020);
        refused(headers.with("Mcp-Param-Region", "=?base64?YQ?=").post(request.body()), 400, -32020);
        refused(headers.with("Mcp-Param-Region", "=?base64?Y*==?=").post(request.body()), 400, -32020);
        assertEquals(
                "region =?base64",
                headers.with("Mcp-Param-Region", "=?base64")
                        .post(request.body())
                        .text());
        assertEquals(
                "region =?base64",
                headers.with("Mcp-Param-Region", "=?base64?" + base64("=?base64") + "?=")
                        .post(request.body())
                        .text());
        Modern without = wire.modern("tools/call").call("test_header_params", Map.of());
        assertEquals(200, without.send().status());
        refused(without.headers().with("Mcp-Param-Region", "eu").post(without.body()), 400, -32020);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"initialize", "ping", "logging/setLevel", "resources/subscribe", "prompts/list", "unknown/method"
            })
    @DisplayName("12 methods that this revision or this server does not have are -32601 at 404, id echoed")
    void unknownMethods(String method) {
        Modern request = gateway.scripted().wire().modern(method);
        Answer answer = request.headers().post(request.body("id-12"));
        refused(answer, 404, -32601);
        assertEquals("id-12", answer.json().path("id").asString());
    }

    @Test
    @DisplayName("13 every result has resultType and serverInfo")
    void everyResult() {
        for (Answer answer : List.of(
                wire.modern("server/discover").send(),
                wire.modern("tools/list").send(),
                wire.modern("tools/call").call("test_simple_text", Map.of()).send(),
                wire.modern("tools/call").call("test_error_handling", Map.of()).send())) {
            assertEquals("complete", answer.result().path("resultType").asString(), answer.body());
            assertTrue(
                    answer.result()
                            .path("_meta")
                            .path("io.modelcontextprotocol/serverInfo")
                            .path("version")
                            .isString(),
                    answer.body());
        }
    }

    @Test
    @DisplayName("14 tools/list is the same twice, says how long it holds, and refuses cursors it did not give")
    void stableList() {
        Answer first = gateway.billsby().wire().modern("tools/list").send();
        Answer second = gateway.billsby().wire().modern("tools/list").send();
        assertEquals(first.body(), second.body());
        assertEquals("private", first.result().path("cacheScope").asString());
        assertTrue(first.result().path("ttlMs").asLong(-1) >= 0);
        assertFalse(first.result().has("nextCursor"), "some clients never ask for a second page");
        Set<String> names = new HashSet<>();
        first.result()
                .path("tools")
                .forEach(tool -> assertTrue(names.add(tool.path("name").asString())));
        assertEquals(57, names.size());
        refused(wire.modern("tools/list").param("cursor", "bogus").send(), 200, -32602);
    }

    @Test
    @DisplayName("15 an unknown tool is -32602 at 200")
    void unknownTool() {
        refused(wire.modern("tools/call").call("no_such_tool", Map.of()).send(), 200, -32602);
    }

    @Test
    @DisplayName("16 invalid arguments are an error result that names the field, and the vendor is not called")
    void invalidArguments() {
        int before = gateway.vendor().requests().size();
        Answer answer = gateway.scripted()
                .wire()
                .modern("tools/call")
                .call("get_single_scripted_thing_by_id", Map.of("thingId", 5))
                .send();
        assertEquals(200, answer.status());
        assertTrue(answer.isError());
        assertTrue(answer.text().contains("thingId: expected a string, got 5"), answer.text());
        assertEquals(before, gateway.vendor().requests().size());
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 409, 422, 500, 503})
    @DisplayName("17 a vendor's failure is an error result with status and reason, without secrets or stack traces")
    void vendorFails(int status) {
        gateway.vendor().answer(status, Map.of("X-Secret", "no"), "{\"message\":\"because I say so\"}");
        Answer answer = scripted("t-17");
        assertEquals(200, answer.status());
        assertTrue(answer.isError());
        assertFalse(answer.result().has("structuredContent"));
        JsonNode error = Wire.JSON.readTree(answer.text()).path("error");
        assertEquals(status, error.path("vendor_status").asInt());
        assertTrue(error.path("message").asString().contains(String.valueOf(status)), answer.text());
        assertTrue(status >= 500 || error.path("message").asString().contains("because I say so"), answer.text());
        assertFalse(answer.body().contains(SharedGateway.SCRIPTED_KEY));
        assertFalse(answer.body().contains("Exception"));
    }

    @Test
    @DisplayName("17 a vendor that hangs up is an error result too")
    void vendorHangsUp() {
        gateway.vendor().hangUp();
        Answer answer = scripted("t-17");
        assertTrue(answer.isError());
        assertEquals(
                "vendor_unreachable",
                Wire.JSON.readTree(answer.text()).at("/error/kind").asString());
    }

    @Test
    @DisplayName("18 tools/call without arguments works for tools that take none")
    void withoutArguments() {
        Answer answer =
                wire.modern("tools/call").param("name", "test_simple_text").send();
        assertEquals("This is a simple text response for testing.", answer.text());
    }

    @Test
    @DisplayName("20 all four hints are explicit and fit the method")
    void annotations() {
        JsonNode tools =
                gateway.billsby().wire().modern("tools/list").send().result().path("tools");
        for (JsonNode tool : tools) {
            String name = tool.path("name").asString();
            JsonNode hints = tool.path("annotations");
            for (String hint : List.of("readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint")) {
                assertTrue(hints.path(hint).isBoolean(), name + " " + hint);
            }
            if (name.startsWith("list_all_")) {
                assertTrue(hints.path("readOnlyHint").asBoolean(), name);
            }
            if (name.startsWith("delete_a_")) {
                assertTrue(hints.path("destructiveHint").asBoolean(), name);
            }
        }
    }

    @Test
    @DisplayName("21 progress comes as a stream to those who ask for it, and to nobody else")
    void progress() {
        Modern request = wire.modern("tools/call").call("test_tool_with_progress", Map.of());
        assertEquals("application/json", request.send().header("Content-Type"));
        Modern asking = request.meta("progressToken", "p-21");
        try (Stream stream = asking.headers().stream("POST", asking.body())) {
            assertEquals("text/event-stream", stream.header("Content-Type"));
            double last = -1;
            for (int i = 0; i < 3; i++) {
                JsonNode notification = stream.next(Duration.ofSeconds(5)).json();
                assertEquals(
                        "notifications/progress", notification.path("method").asString());
                assertEquals("p-21", notification.at("/params/progressToken").asString());
                double now = notification.at("/params/progress").asDouble();
                assertTrue(now > last);
                last = now;
            }
            assertEquals(
                    "complete",
                    stream.next(Duration.ofSeconds(5))
                            .json()
                            .at("/result/resultType")
                            .asString());
        }
    }

    @Test
    @DisplayName("22 closing the stream cancels the call at the vendor within 2 s")
    void closingCancels() throws Exception {
        gateway.vendor().hang();
        Modern request = gateway.scripted()
                .wire()
                .modern("tools/call")
                .call("get_single_scripted_thing_by_id", Map.of("thingId", "t-22"));
        Stream stream = request.headers().stream("POST", request.body());
        gateway.vendor().awaitRequest("/things/t-22", Duration.ofSeconds(5));
        stream.close();
        assertTrue(gateway.vendor().hungUpWithin(Duration.ofSeconds(2)), "the gateway closes its vendor request");
    }

    @Test
    @DisplayName("22 a connection that breaks before anything is answered cancels the call, and so does the next one")
    void brokenConnectionCancels() throws Exception {
        for (int i = 0; i < 2; i++) {
            gateway.vendor().hang();
            String thing = "t-22-broken-" + i;
            Modern request = gateway.scripted()
                    .wire()
                    .modern("tools/call")
                    .call("get_single_scripted_thing_by_id", Map.of("thingId", thing));
            try (Socket client = request.headers().raw(request.body())) {
                gateway.vendor().awaitRequest("/things/" + thing, Duration.ofSeconds(5));
                client.setSoLinger(true, 0);
            }
            assertTrue(
                    gateway.vendor().hungUpWithin(Duration.ofSeconds(2)), "the gateway closes its vendor request " + i);
        }
    }

    @Test
    @DisplayName("23 traceparent goes on to the vendor if it is well-formed, and is ignored if it is not")
    void traceparent() {
        String trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        Modern call = gateway.scripted()
                .wire()
                .modern("tools/call")
                .call("get_single_scripted_thing_by_id", Map.of("thingId", "t-23"));
        assertEquals(200, call.meta("traceparent", trace).send().status());
        assertEquals(trace, gateway.vendor().lastRequest().header("traceparent"));
        assertEquals(200, call.meta("traceparent", "00-nonsense\r\nX: y").send().status());
        assertNull(gateway.vendor().lastRequest().header("traceparent"));
    }

    @Test
    @DisplayName("24 GET and DELETE are 405, session headers are ignored and never set")
    void verbsAndSessions() {
        Wire modern = wire.with("MCP-Protocol-Version", Wire.MODERN);
        assertEquals(405, modern.verb("GET").status());
        assertEquals(405, modern.verb("DELETE").status());
        Modern request = wire.modern("tools/list");
        Answer answer = request.headers()
                .with("Mcp-Session-Id", "stale")
                .with("Last-Event-ID", "7")
                .post(request.body());
        assertEquals(200, answer.status());
        assertNull(answer.header("Mcp-Session-Id"));
        assertNotNull(answer.result());
    }

    private Answer scripted(String id) {
        return gateway.scripted()
                .wire()
                .modern("tools/call")
                .call("get_single_scripted_thing_by_id", Map.of("thingId", id))
                .send();
    }

    private static void refused(Answer answer, int status, int code) {
        assertEquals(status + " " + code, answer.status() + " " + answer.errorCode(), answer.body());
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> strings(JsonNode array) {
        Set<String> strings = new HashSet<>();
        array.forEach(each -> strings.add(each.asString()));
        return strings;
    }
}

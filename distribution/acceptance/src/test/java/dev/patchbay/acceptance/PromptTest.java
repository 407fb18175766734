package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.acceptance.Wire.Answer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Tasks that an integration offers beside its tools, in both eras. */
class PromptTest {
    private static final String REFUND = "refund_latest_invoice";
    private static final String RETRY = "retry_failed_payments";
    private static final String CANCEL = "cancel_and_refund";

    private final SharedGateway gateway = SharedGateway.instance();

    @Test
    @DisplayName("prompts are listed and become instructions that name the tools, in both eras")
    void listsAndGets() {
        Wire wire = gateway.billsby().wire();
        Answer list = wire.modern("prompts/list").send();
        assertEquals(List.of(REFUND, CANCEL, RETRY), names(list));
        assertTrue(list.result().has("ttlMs"));
        assertEquals("private", list.result().path("cacheScope").asString());
        assertEquals(List.of(REFUND, CANCEL, RETRY), names(wire.legacy("prompts/list", Map.of())));

        Map<String, Object> given = Map.of("customer", "Nora");
        Answer modern = wire.modern("prompts/get")
                .param("name", REFUND)
                .param("arguments", given)
                .send();
        assertEquals("complete", modern.result().path("resultType").asString());
        assertInstructs(modern);
        assertInstructs(wire.legacy("prompts/get", Map.of("name", REFUND, "arguments", given)));
    }

    private static void assertInstructs(Answer answer) {
        JsonNode message = answer.result().path("messages").path(0);
        assertEquals("user", message.path("role").asString());
        String text = message.at("/content/text").asString();
        assertTrue(text.contains("Customer: Nora") && text.contains("billsby_invoices_refund_invoice"), text);
    }

    @Test
    @DisplayName("a prompt is offered where every one of its tools is, and elsewhere is as unknown as any")
    void followsTheFilters() {
        Wire readOnly = gateway.mintBillsby(Map.of("name", "read", "config", Map.of("methods", List.of("read"))))
                .wire();
        assertFalse(readOnly.modern("server/discover")
                .send()
                .result()
                .path("capabilities")
                .has("prompts"));
        assertFalse(readOnly.legacy("initialize", Map.of("protocolVersion", "2025-11-25"))
                .result()
                .path("capabilities")
                .has("prompts"));
        assertEquals(404, readOnly.modern("prompts/list").send().status());
        assertEquals(-32601, readOnly.legacy("prompts/list", Map.of()).errorCode());
        assertEquals(
                404, readOnly.modern("prompts/get").param("name", RETRY).send().status());

        Wire invoices = gateway.mintBillsby(Map.of("name", "tag", "config", Map.of("tags", List.of("invoices"))))
                .wire();
        assertEquals(List.of(RETRY), names(invoices.modern("prompts/list").send()));
        Answer hidden = invoices.modern("prompts/get").param("name", REFUND).send();
        Answer unknown = invoices.modern("prompts/get")
                .param("name", "refund_latest_invoise")
                .send();
        assertEquals(-32602, hidden.errorCode());
        assertEquals(hidden.body().replace(REFUND, "refund_latest_invoise"), unknown.body());
    }

    @Test
    @DisplayName("what is wrong with a prompt's arguments is said in words; the header must repeat its name")
    void refusesArguments() {
        Wire wire = gateway.billsby().wire();
        for (var each : Map.<Object, String>of(
                        Map.of(), "customer is missing",
                        Map.of("customer", 7), "customer must be a text",
                        Map.of("customer", "Nora", "colour", "red"), "no argument colour",
                        List.of(), "arguments must be an object")
                .entrySet()) {
            Answer answer = wire.modern("prompts/get")
                    .param("name", REFUND)
                    .param("arguments", each.getKey())
                    .send();
            assertEquals(200, answer.status());
            assertEquals(-32602, answer.errorCode());
            assertTrue(answer.json().at("/error/message").asString().contains(each.getValue()), answer.body());
        }
        assertEquals(
                -32020,
                wire.modern("prompts/get")
                        .param("name", REFUND)
                        .headers()
                        .with("Mcp-Name", RETRY)
                        .post(wire.modern("prompts/get").param("name", REFUND).body())
                        .errorCode());
    }

    @Test
    @DisplayName("a prompt may ask the user first: the state is bound to it, and older clients are told")
    void asks() {
        Wire wire = gateway.fixture().wire();
        Wire.Modern get = wire.modern("prompts/get").param("name", "test_input_required_result_prompt");
        JsonNode asked = get.send().result();
        assertEquals("input_required", asked.path("resultType").asString());
        String state = asked.path("requestState").asString();
        Map<String, Object> answers =
                Map.of("user_context", Map.of("action", "accept", "content", Map.of("context", "a test")));
        Answer answer = get.param("inputResponses", answers)
                .param("requestState", state)
                .send();
        assertTrue(answer.result().at("/messages/0/content/text").asString().contains("a test"), answer.body());
        Answer elsewhere = wire.modern("prompts/get")
                .param("name", "test_simple_prompt")
                .param("requestState", state)
                .send();
        assertEquals(-32602, elsewhere.errorCode(), elsewhere.body());
        Answer legacy = wire.legacy("prompts/get", Map.of("name", "test_input_required_result_prompt"));
        assertEquals(-32602, legacy.errorCode());
        assertTrue(legacy.body().contains("2026-07-28"), legacy.body());
    }

    @Test
    @DisplayName("changed prompts are told in both eras, once, and to nobody who asked for tools alone")
    void tellsOfChanges() throws Exception {
        Admin.Server server = gateway.fixture();
        try (Stream prompts = listen(server, "promptsListChanged");
                Stream tools = listen(server, "toolsListChanged");
                Stream legacy =
                        server
                                .wire()
                                .with("Accept", "text/event-stream")
                                .with("MCP-Protocol-Version", "2025-11-25")
                                .stream("GET", "")) {
            assertEquals(
                    "{\"promptsListChanged\":true}",
                    prompts.next(Duration.ofSeconds(5))
                            .json()
                            .at("/params/notifications")
                            .toString());
            tools.next(Duration.ofSeconds(5));
            server.wire()
                    .modern("tools/call")
                    .call("test_trigger_prompt_change", Map.of())
                    .send();
            for (Stream stream : List.of(prompts, legacy)) {
                assertEquals(
                        "notifications/prompts/list_changed",
                        stream.next(Duration.ofSeconds(5)).json().path("method").asString());
            }
            assertEquals(List.of(), prompts.during(Duration.ofMillis(600)));
            assertEquals(List.of(), tools.during(Duration.ofMillis(1)));
        }
    }

    private static Stream listen(Admin.Server server, String what) {
        Wire.Modern request = server.wire().modern("subscriptions/listen").param("notifications", Map.of(what, true));
        return request.headers().stream("POST", request.body());
    }

    private static List<String> names(Answer list) {
        return list.result()
                .path("prompts")
                .valueStream()
                .map(prompt -> prompt.path("name").asString())
                .toList();
    }
}

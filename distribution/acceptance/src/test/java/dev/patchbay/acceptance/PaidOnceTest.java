package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.acceptance.Wire.Answer;
import dev.patchbay.harness.Await;
import dev.patchbay.harness.RunningGateway;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Money: a payment that is asked for twice is made once, whatever happens in between. */
class PaidOnceTest {
    private static final String PAY = "payer_things_pay";
    private static final Duration SOON = Duration.ofSeconds(10);

    private static Vendor vendor;
    private static RunningGateway gateway;
    private static Admin admin;
    private static String account;
    private static Admin.Server server;
    private static int payments;

    private String thing;

    @BeforeAll
    static void start() throws Exception {
        vendor = new Vendor();
        gateway = RunningGateway.prepare();
        Files.writeString(gateway.conf().resolve("dev.patchbay.vendor.cfg"), "allowed.private.hosts = 127.0.0.1\n");
        String yaml = TestBundle.tiny("payer", vendor.baseUrl()) + """
                      pay:
                        request: POST /things/{thingId}/payments
                        money: true
                        title: Pay
                        description: Pays an amount.
                        path:
                          thingId: { type: string, description: The id. }
                        body:
                          amount: { type: integer, description: How much., required: true }
                      cap:
                        request: POST /things/{thingId}/cap
                        idempotent: true
                        money: true
                        title: Cap
                        description: Sets the most that is paid.
                        path:
                          thingId: { type: string, description: The id. }
                """;
        gateway.deploy(TestBundle.description("payer", yaml), "payer.jar");
        gateway.launch();
        admin = new Admin(URI.create(gateway.url()), gateway.adminToken());
        Await.until("payer is deployed", () -> admin.integrations().contains("payer"));
        account = account(vendor.baseUrl());
        server = admin.mint(account, Map.of("name", "payer"));
    }

    @AfterAll
    static void stop() throws Exception {
        vendor.close();
        gateway.close();
    }

    @BeforeEach
    void another() {
        vendor.reset();
        vendor.answerAlways(200, "{\"paid\":true}");
        thing = "t-" + ++payments;
    }

    @Test
    @DisplayName("the tool says how a repetition is told from a second payment; the vendor does not hear of it")
    void schema() {
        JsonNode tools = server.wire().modern("tools/list").send().result().path("tools");
        for (JsonNode tool : tools) {
            JsonNode key = tool.at("/inputSchema/properties/idempotency_key");
            assertEquals(tool.path("name").asString().equals(PAY), key.isObject(), tool.toString());
        }
        Answer paid = pay(server, 5, "key-" + thing);
        assertFalse(paid.isError(), paid.body());
        assertEquals("{\"amount\":5}", vendor.lastRequest().body());
    }

    @Test
    @DisplayName("the same arguments again, through another server of the account, too: the first answer, nothing sent")
    void sameArguments() {
        JsonNode first = data(pay(server, 5, null));
        assertFalse(first.has("repeated"), first.toString());
        for (Admin.Server each : new Admin.Server[] {server, admin.mint(account, Map.of("name", "beside"))}) {
            JsonNode again = data(pay(each, 5, null));
            assertEquals(first.path("result"), again.path("result"));
            assertTrue(again.path("repeated").asString().contains("Nothing was sent"), again.toString());
        }
        assertEquals(1, sent());
        pay(server, 6, null);
        assertEquals(2, sent());
    }

    @Test
    @DisplayName("a key decides what is the same, at its server alone; it cannot be another call's")
    void keys() {
        pay(server, 5, "a");
        pay(server, 5, "a");
        assertEquals(1, sent());
        pay(server, 5, "b");
        assertEquals(2, sent());
        JsonNode error = error(pay(server, 6, "a"));
        assertEquals("invalid_argument", error.path("kind").asString());
        assertTrue(error.path("message").asString().startsWith("idempotency_key: "), error.toString());
        assertEquals(2, sent());
        pay(admin.mint(account, Map.of("name", "its own keys")), 6, "a");
        assertEquals(3, sent());
    }

    @ParameterizedTest
    @CsvSource({"500, outcome_unknown", "408, outcome_unknown", "303, outcome_unknown", "422, ''", "429, ''", "401, ''"
    })
    @DisplayName("what the vendor refused may be asked for again; what it may have done may not, but under a new key")
    void failures(int status, String then) {
        vendor.answer(status, Map.of(), "{}");
        assertTrue(pay(server, 5, null).isError());
        Answer again = pay(server, 5, null);
        if (then.isEmpty()) {
            assertFalse(again.isError(), again.body());
        } else {
            assertEquals(then, error(again).path("kind").asString());
            assertTrue(
                    error(again).path("message").asString().contains("not known whether the vendor carried it out"),
                    again.text());
            assertEquals(1, sent());
            assertFalse(pay(server, 5, "looked it up " + thing).isError());
        }
        assertEquals(2, sent());
    }

    @Test
    @DisplayName("a connection that breaks after the request leaves the outcome unknown; one that never was does not")
    void brokenConnections() {
        vendor.hangUp();
        assertEquals(
                "vendor_unreachable", error(pay(server, 5, null)).path("kind").asString());
        assertEquals("outcome_unknown", error(pay(server, 5, null)).path("kind").asString());
        assertEquals(1, sent());
        Admin.Server nowhere = admin.mint(account("http://127.0.0.1:9"), Map.of("name", "nowhere"));
        for (int i = 0; i < 2; i++) {
            assertEquals(
                    "vendor_unreachable",
                    error(pay(nowhere, 5, null)).path("kind").asString());
        }
    }

    @Test
    @DisplayName("two at the same time: one is sent, the other is told that it runs")
    void atTheSameTime() {
        vendor.slow(Duration.ofSeconds(2));
        CompletableFuture<Answer> first = CompletableFuture.supplyAsync(() -> pay(server, 5, null));
        vendor.awaitRequest(path(), SOON);
        assertTrue(error(pay(server, 5, null)).path("message").asString().contains("still runs"));
        assertFalse(first.join().isError());
        assertTrue(data(pay(server, 5, null)).has("repeated"));
        assertEquals(1, sent());
    }

    @Test
    @DisplayName("run by hand, it is the same payment, too")
    void byHand() {
        pay(server, 5, null);
        JsonNode answer = admin.call(
                "POST",
                "/integrated-account/" + account + "/tools/" + PAY + "/call",
                Map.of("arguments", Map.of("thingId", thing, "amount", 5), "confirmed", true));
        assertTrue(answer.at("/structured/repeated").isString(), answer.toString());
        assertEquals(1, sent());
    }

    @Test
    @DisplayName("what only sets something may be said again")
    void idempotent() {
        for (int i = 0; i < 2; i++) {
            assertFalse(server.wire()
                    .modern("tools/call")
                    .call("payer_things_cap", Map.of("thingId", thing))
                    .send()
                    .isError());
        }
        assertEquals(
                2,
                vendor.requests().stream()
                        .filter(each -> each.path().equals("/things/" + thing + "/cap"))
                        .count());
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    @DisplayName("killed while it pays, or after: on the next start it is not paid again")
    void killed(boolean answered) throws Exception {
        if (answered) {
            pay(server, 5, null);
            gateway.kill9();
        } else {
            vendor.hang();
            CompletableFuture<Void> lost = CompletableFuture.runAsync(() -> {
                try {
                    pay(server, 5, null);
                } catch (UncheckedIOException killed) {
                    // as it must be
                }
            });
            vendor.awaitRequest(path(), SOON);
            gateway.kill9();
            lost.join();
        }
        gateway.launchAgain();
        Await.until("payer is back", () -> admin.integrations().contains("payer"));
        Answer again = pay(server, 5, null);
        if (answered) {
            assertTrue(data(again).has("repeated"), again.body());
        } else {
            assertEquals("outcome_unknown", error(again).path("kind").asString());
        }
        assertEquals(1, sent());
    }

    private static String account(String baseUrl) {
        return admin.account("payer", Map.of(), Map.of("api_key", "k"), baseUrl);
    }

    private String path() {
        return "/things/" + thing + "/payments";
    }

    private long sent() {
        return vendor.requests().stream()
                .filter(each -> each.path().equals(path()))
                .count();
    }

    private Answer pay(Admin.Server by, int amount, String key) {
        Map<String, Object> arguments = new LinkedHashMap<>(Map.of("thingId", thing, "amount", amount));
        if (key != null) {
            arguments.put("idempotency_key", key);
        }
        return by.wire().modern("tools/call").call(PAY, arguments).send();
    }

    private static JsonNode data(Answer answer) {
        assertFalse(answer.isError(), answer.body());
        return Wire.JSON.readTree(answer.text());
    }

    private static JsonNode error(Answer answer) {
        assertTrue(answer.isError(), answer.body());
        return Wire.JSON.readTree(answer.text()).path("error");
    }
}

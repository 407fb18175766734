package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.acceptance.Wire.Modern;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Streams on which clients hear of changes, in both eras. */
class SubscriptionTest {
    private static final String SUBSCRIPTION = "io.modelcontextprotocol/subscriptionId";
    private static final Duration SOON = Duration.ofSeconds(5);

    private final SharedGateway gateway = SharedGateway.instance();

    @Test
    @DisplayName("25 the first frame acknowledges what is honoured, under the request's id and its type")
    void acknowledges() {
        for (Object id : List.of(7, "seven")) {
            Modern listen = gateway.scripted()
                    .wire()
                    .modern("subscriptions/listen")
                    .param("notifications", Map.of("toolsListChanged", true, "promptsListChanged", true));
            try (Stream stream = listen.headers().stream("POST", listen.body(id))) {
                JsonNode first = stream.next(SOON).json();
                assertEquals(
                        "notifications/subscriptions/acknowledged",
                        first.path("method").asString());
                assertEquals(
                        Wire.JSON.valueToTree(id), first.at("/params/_meta").path(SUBSCRIPTION));
                assertEquals(
                        "{\"toolsListChanged\":true}",
                        first.at("/params/notifications").toString());
            }
        }
    }

    @Test
    @DisplayName(
            "26 a bundle that comes and goes is told once, in both eras, to those whose list changed and who asked")
    void tellsTheAffected() throws Exception {
        Path jar = TestBundle.description(
                "comes-and-goes",
                TestBundle.tiny("comesandgoes", gateway.vendor().baseUrl()));
        gateway.deploy(jar);
        gateway.awaitIntegration("comesandgoes");
        Admin.Server affected = gateway.admin()
                .mint(
                        gateway.admin()
                                .account(
                                        "comesandgoes",
                                        Map.of(),
                                        Map.of("api_key", "k"),
                                        gateway.vendor().baseUrl()),
                        Map.of("name", "affected"));
        try (Stream modern = listen(affected, true);
                Stream deaf = listen(affected, false);
                Stream legacy = legacyStream(affected);
                Stream unaffected = listen(gateway.billsby(), true)) {
            acknowledged(modern, deaf, unaffected);
            Instant gone = gateway.undeploy(jar, "comesandgoes");
            JsonNode event = modern.next(Duration.ofSeconds(1)).json();
            assertEquals(
                    "notifications/tools/list_changed", event.path("method").asString());
            assertTrue(event.at("/params/_meta").has(SUBSCRIPTION));
            assertEquals(
                    "notifications/tools/list_changed",
                    legacy.next(Duration.ofSeconds(1)).json().path("method").asString());
            assertTrue(Duration.between(gone, Instant.now()).toMillis() < 1_500);
            gateway.deploy(jar);
            gateway.awaitIntegration("comesandgoes");
            assertEquals(
                    "notifications/tools/list_changed",
                    modern.next(Duration.ofSeconds(1)).json().path("method").asString());
            assertEquals(
                    "notifications/tools/list_changed",
                    legacy.next(Duration.ofSeconds(1)).json().path("method").asString());
            assertEquals(List.of(), modern.during(Duration.ofMillis(800)), "once for each burst");
            assertEquals(List.of(), legacy.during(Duration.ofMillis(1)));
            assertEquals(List.of(), deaf.during(Duration.ofMillis(1)), "it did not ask");
            assertEquals(List.of(), unaffected.during(Duration.ofMillis(1)), "its list is the same");
        } finally {
            gateway.undeploy(jar, "comesandgoes");
        }
    }

    @Test
    @DisplayName("26 a changed filter is told too")
    void tellsOfAChangedFilter() {
        Admin.Server server =
                gateway.mintBillsby(Map.of("name", "filter", "config", Map.of("tags", List.of("invoices"))));
        try (Stream stream = listen(server, true)) {
            acknowledged(stream);
            gateway.admin().update(server, Map.of("config", Map.of("tags", List.of("customers"))));
            assertEquals(
                    "notifications/tools/list_changed",
                    stream.next(Duration.ofSeconds(1)).json().path("method").asString());
        }
    }

    @Test
    @DisplayName("27 idle streams get a comment at least every 15 s, and no proxy buffers them")
    void keepsAlive() throws Exception {
        try (Stream stream = listen(gateway.fixture(), true)) {
            acknowledged(stream);
            assertEquals("no", stream.header("X-Accel-Buffering"));
            assertEquals(":", stream.nextOrComment(Duration.ofSeconds(15)).name());
        }
    }

    @Test
    @DisplayName("28 revocation ends the stream with a result, within a second")
    void revocationEndsStreams() throws Exception {
        Admin.Server server = gateway.mintBillsby(Map.of("name", "revoked"));
        try (Stream modern = listen(server, true);
                Stream legacy = legacyStream(server)) {
            acknowledged(modern);
            gateway.admin().revoke(server);
            JsonNode last = modern.next(Duration.ofSeconds(1)).json();
            assertEquals("complete", last.at("/result/resultType").asString());
            assertTrue(last.at("/result/_meta").has(SUBSCRIPTION));
            assertTrue(modern.endsWithin(Duration.ofSeconds(1)));
            assertTrue(legacy.endsWithin(Duration.ofSeconds(1)));
        }
    }

    @Test
    @DisplayName("the grace of a rotated URL ends its streams, and no grace ends them at once; the new URL's stay open")
    void rotationEndsStreamsOfTheOldUrl() throws Exception {
        Admin.Server first = gateway.mintBillsby(Map.of("name", "rotated"));
        try (Stream old = listen(first, true);
                Stream oldLegacy = legacyStream(first)) {
            acknowledged(old);
            Admin.Server second = gateway.admin().rotate(first, Duration.ofSeconds(3));
            assertEquals(200, first.wire().modern("tools/list").send().status(), "in its grace");
            try (Stream fresh = listen(second, true)) {
                acknowledged(fresh);
                assertTrue(old.endsWithin(Duration.ofSeconds(6)));
                assertTrue(oldLegacy.endsWithin(Duration.ofSeconds(2)));
                assertEquals(404, first.wire().modern("tools/list").send().status());
                assertEquals(List.of(), fresh.during(Duration.ofMillis(200)));
                Admin.Server third = gateway.admin().rotate(second, Duration.ZERO);
                assertTrue(fresh.endsWithin(Duration.ofSeconds(1)));
                assertEquals(404, second.wire().modern("tools/list").send().status());
                assertEquals(200, third.wire().modern("tools/list").send().status());
            }
        }
    }

    @Test
    @DisplayName("29 a client that leaves frees its stream within one keep-alive")
    void leavingFreesTheStream() throws Exception {
        Admin.Server server = gateway.mintBillsby(Map.of("name", "leaves"));
        double before = gateway.metric("patchbay_open_streams");
        Stream stream = listen(server, true);
        acknowledged(stream);
        SharedGateway.await(() -> gateway.metric("patchbay_open_streams") >= before + 1, SOON);
        stream.close();
        SharedGateway.await(() -> gateway.metric("patchbay_open_streams") <= before, Duration.ofSeconds(30));
    }

    @Test
    @DisplayName("48 expiry ends an open stream to the second, and lets a running call finish")
    void expiryEndsStreams() throws Exception {
        Instant expiry = Instant.now().plusSeconds(3);
        Admin.Server server = gateway.mintScripted(Map.of("name", "expires", "expires_at", expiry.toString()));
        gateway.vendor().slow(Duration.ofSeconds(5));
        Modern call =
                server.wire().modern("tools/call").call("get_single_scripted_thing_by_id", Map.of("thingId", "t-48"));
        try (Stream stream = listen(server, true);
                Stream running = call.headers().stream("POST", call.body())) {
            acknowledged(stream);
            assertTrue(stream.endsWithin(Duration.ofSeconds(5)));
            long late = Duration.between(expiry, Instant.now()).toMillis();
            assertTrue(late > -1_000 && late < 1_500, "ended " + late + " ms after its expiry");
            assertEquals(404, server.wire().modern("tools/list").send().status());
            JsonNode answer = running.next(Duration.ofSeconds(10)).json();
            assertFalse(answer.at("/result/isError").asBoolean(false), answer.toString());
        }
    }

    private static Stream listen(Admin.Server server, boolean tools) {
        Modern request =
                server.wire().modern("subscriptions/listen").param("notifications", Map.of("toolsListChanged", tools));
        return request.headers().stream("POST", request.body());
    }

    private static Stream legacyStream(Admin.Server server) {
        return server.wire().with("Accept", "text/event-stream").with("MCP-Protocol-Version", "2025-11-25").stream(
                "GET", "");
    }

    private static void acknowledged(Stream... streams) {
        for (Stream stream : streams) {
            stream.next(SOON);
        }
    }
}

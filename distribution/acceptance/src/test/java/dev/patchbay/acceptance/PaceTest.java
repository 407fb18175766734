package dev.patchbay.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How often, and how fast. */
class PaceTest {
    private static final int TOOLS = 200;
    private static final int ROUNDS = 200;

    private final SharedGateway gateway = SharedGateway.instance();

    @Test
    @DisplayName("55 too many calls are refused in words, of this server alone; too many requests with 429")
    void limits() throws Exception {
        try (TinyGateway limited = new TinyGateway()) {
            Path conf = limited.process().conf();
            Admin.Server other = limited.mint("another");
            Files.writeString(conf.resolve("dev.patchbay.calls.cfg"), "calls.per.minute = 3\n");
            SharedGateway.await(() -> call(limited.server()).isError(), Duration.ofSeconds(30));

            Wire.Answer refused = call(limited.server());
            JsonNode error = Wire.JSON.readTree(refused.text()).path("error");
            assertEquals(200, refused.status());
            assertEquals("rate_limited", error.path("kind").asString());
            assertTrue(error.path("message").asString().contains("3 calls a minute"), error.toString());
            long wait = error.path("retry_after_seconds").asLong();
            assertTrue(wait >= 1 && wait <= 20, error.toString());
            assertEquals("3", refused.header("ratelimit-limit"));
            assertFalse(call(other).isError(), "another server has its own");
            assertEquals(
                    200, limited.server().wire().modern("tools/list").send().status(), "listing is no call");

            Files.writeString(conf.resolve("dev.patchbay.gateway.cfg"), "requests.per.minute = 30\n");
            SharedGateway.await(
                    () -> limited.server().wire().modern("tools/list").send().status() == 429, Duration.ofSeconds(30));
            Wire.Answer abuse = limited.server().wire().modern("tools/list").send();
            assertEquals(429, abuse.status());
            assertTrue(Integer.parseInt(abuse.header("Retry-After")) >= 1);
            assertEquals(200, other.wire().modern("tools/list").send().status());
        }
    }

    private static Wire.Answer call(Admin.Server server) {
        return server.wire()
                .modern("tools/call")
                .call("get_single_tiny_thing_by_id", Map.of("thingId", "t-1"))
                .send();
    }

    @Test
    @DisplayName(
            "63 a list of 200 tools is served from the same bytes each time; printed: its p95 against a small answer's")
    void listOfTwoHundred() throws Exception {
        StringBuilder yaml =
                new StringBuilder(TestBundle.tiny("many", gateway.vendor().baseUrl()));
        for (int i = 3; i <= TOOLS; i++) {
            yaml.append(String.format(Locale.ROOT, """
                          method%1$d:
                            request: GET /methods/%1$d
                            title: Method number %1$d
                            description: One of many, with a description of about the length that they have. %1$d
                            query:
                              since: { type: string, description: The day from which on. }
                              status: { type: string, enum: [open, closed], description: Only those. }
                    """, i).indent(0));
        }
        Path jar = TestBundle.description("many", yaml.toString());
        gateway.deploy(jar);
        gateway.awaitIntegration("many");
        try {
            Wire wire = gateway.admin()
                    .mint(
                            gateway.admin()
                                    .account(
                                            "many",
                                            Map.of(),
                                            Map.of("api_key", "k"),
                                            gateway.vendor().baseUrl()),
                            Map.of("name", "many"))
                    .wire();
            byte[] first = list(wire).getBytes(UTF_8);
            assertEquals(
                    TOOLS,
                    Wire.JSON.readTree(first).path("result").path("tools").size());
            long[] lists = new long[ROUNDS];
            long[] floors = new long[ROUNDS];
            for (int i = 0; i < ROUNDS; i++) {
                long began = System.nanoTime();
                String listed = list(wire);
                lists[i] = System.nanoTime() - began;
                assertArrayEquals(first, listed.getBytes(UTF_8));
                began = System.nanoTime();
                wire.modern("server/discover").send();
                floors[i] = System.nanoTime() - began;
            }
            System.out.println("tools/list: "
                    + String.format(
                            Locale.ROOT,
                            "%d kB: p95 %.2f ms, which is %.1f times that of server/discover",
                            first.length / 1024,
                            p95(lists) / 1e6,
                            (double) p95(lists) / p95(floors)));
        } finally {
            gateway.undeploy(jar, "many");
        }
    }

    private static String list(Wire wire) {
        return wire.modern("tools/list").send().body();
    }

    private static long p95(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length * 95 / 100];
    }
}

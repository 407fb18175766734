package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.harness.RunningGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Power cuts: what the gateway has acknowledged holds on the next start, whatever it was doing. */
class CrashTest {
    private static final int ROUNDS = 20;
    private static final int THREADS = 2;
    private static final int SHORTEST_MILLIS = 150;
    private static final int SPREAD_MILLIS = 150;
    private static final long SEED = 20_260_728;

    private final Map<String, Boolean> acknowledged = new LinkedHashMap<>();

    @Test
    @DisplayName("a gateway killed twenty times amid mints and revocations keeps every one that it acknowledged")
    void keepsWhatItAcknowledged() throws Exception {
        Random random = new Random(SEED);
        RunningGateway gateway = RunningGateway.prepare();
        try (Vendor vendor = new Vendor();
                gateway) {
            Files.delete(gateway.deploy().resolve("plugin-billsby.jar"));
            Files.writeString(gateway.conf().resolve("dev.patchbay.vendor.cfg"), "allowed.private.hosts = 127.0.0.1\n");
            gateway.deploy(TestBundle.description("tiny", TestBundle.tiny("tiny", vendor.baseUrl())), "tiny.jar");
            gateway.launch();
            String account = admin(gateway).account("tiny", Map.of(), Map.of("api_key", "k"), vendor.baseUrl());
            for (int round = 1; round <= ROUNDS; round++) {
                Map<String, Boolean> ofRound =
                        untilKilled(gateway, account, SHORTEST_MILLIS + random.nextInt(SPREAD_MILLIS));
                acknowledged.putAll(ofRound);
                System.out.println("round " + round + ": " + told(ofRound));
                gateway.launch();
                verify(gateway, ofRound, "after kill " + round);
            }
            System.out.println("in all: " + told(acknowledged));
            verify(gateway, acknowledged, "in the end");
            String verdict = gateway.shell("gateway:audit --verify").output();
            assertTrue(verdict.matches("(?s)all \\d+ lines are as they were written\\s*"), verdict);
        }
    }

    /** Mints and revokes until the process is killed; answers which of the acknowledged URLs are open. */
    private static Map<String, Boolean> untilKilled(RunningGateway gateway, String account, int millis)
            throws Exception {
        CountDownLatch begun = new CountDownLatch(THREADS);
        CountDownLatch ended = new CountDownLatch(1);
        List<Operator> operators = new ArrayList<>();
        for (int i = 0; i < THREADS; i++) {
            Operator operator = new Operator(admin(gateway), account, begun, ended);
            operators.add(operator);
            operator.start();
        }
        assertTrue(begun.await(60, TimeUnit.SECONDS), () -> "every operator has minted and revoked: " + operators);
        // Waits for what must not happen: that an operator stops while the gateway lives.
        assertFalse(ended.await(millis, TimeUnit.MILLISECONDS), () -> "an operator stopped: " + operators);
        gateway.kill9();
        Map<String, Boolean> results = new LinkedHashMap<>();
        for (Operator operator : operators) {
            operator.join(TimeUnit.SECONDS.toMillis(30));
            assertFalse(operator.isAlive(), "an operator does not notice that the gateway is gone");
            assertNull(operator.refused, "every answer that was given was good");
            results.putAll(operator.acknowledged);
        }
        assertTrue(results.containsValue(true) && results.containsValue(false), "mints and revocations: " + results);
        return results;
    }

    private static void verify(RunningGateway gateway, Map<String, Boolean> expected, String when) throws IOException {
        List<String> lost = new ArrayList<>();
        int asked = 0;
        for (Map.Entry<String, Boolean> each : expected.entrySet()) {
            asked++;
            int wanted = each.getValue() ? 200 : 404;
            URI url = URI.create(gateway.url() + "/mcp/" + each.getKey());
            int answer = asked(url);
            if (answer != wanted) {
                lost.add("number " + asked + " of " + expected.size() + " answers " + answer + " instead of " + wanted
                        + ", asked again " + asked(url));
            }
        }
        assertEquals(List.of(), lost, () -> when + "; the log:\n" + log(gateway));
    }

    /** The status. A connection that the server has closed in between says nothing of the token: it is asked once more. */
    private static int asked(URI url) {
        Wire.Modern question = Wire.to(url).modern("tools/list");
        try {
            return question.send().status();
        } catch (UncheckedIOException closed) {
            return question.send().status();
        }
    }

    private static String log(RunningGateway gateway) {
        try {
            return gateway.log();
        } catch (IOException e) {
            return e.getMessage();
        }
    }

    private static String told(Map<String, Boolean> results) {
        long open = results.values().stream().filter(each -> each).count();
        return results.size() + " results known: " + open + " minted and open, " + (results.size() - open)
                + " minted and revoked";
    }

    private static Admin admin(RunningGateway gateway) throws IOException {
        return new Admin(URI.create(gateway.url()), gateway.adminToken());
    }

    /** Mints, and revokes every other one, until nobody answers. */
    private static final class Operator extends Thread {
        private final Admin admin;
        private final String mcp;
        /** Counted once one URL is revoked and another is open. */
        private final CountDownLatch begun;

        private final CountDownLatch ended;

        /** By the secret, whether it was minted and is open; one whose revocation got no answer is not here. */
        private final Map<String, Boolean> acknowledged = new LinkedHashMap<>();

        private @Nullable String refused;

        Operator(Admin admin, String account, CountDownLatch begun, CountDownLatch ended) {
            super("operator");
            setDaemon(true);
            this.admin = admin;
            this.mcp = "/integrated-account/" + account + "/mcp";
            this.begun = begun;
            this.ended = ended;
        }

        @Override
        public void run() {
            try {
                for (int i = 0; refused == null; i++) {
                    JsonNode minted = Wire.JSON.readTree(answered("POST", mcp, Map.of("name", "crash"), 201));
                    String secret = minted.path("token").asString();
                    acknowledged.put(secret, true);
                    if (i % 2 == 0) {
                        acknowledged.remove(secret);
                        answered("DELETE", mcp + "/" + minted.path("id").asString(), null, 204);
                        acknowledged.put(secret, false);
                    } else {
                        begun.countDown();
                    }
                }
            } catch (UncheckedIOException killed) {
                // The gateway is gone: what it had not answered may hold or not.
            } catch (RuntimeException | AssertionError e) {
                refused = e.toString();
            } finally {
                ended.countDown();
            }
        }

        private String answered(String method, String path, @Nullable Object body, int status) {
            HttpResponse<String> response = admin.send(method, path, body);
            if (response.statusCode() != status) {
                throw new AssertionError(method + ": " + response.statusCode() + " " + response.body());
            }
            return response.body();
        }

        @Override
        public String toString() {
            return "operator, " + acknowledged.size() + " results, refused: " + refused;
        }
    }
}

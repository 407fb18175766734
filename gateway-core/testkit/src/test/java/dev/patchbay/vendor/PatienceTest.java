package dev.patchbay.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.VendorBody;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.testkit.Answer;
import dev.patchbay.testkit.FakeVendor;
import dev.patchbay.testkit.SilentVendor;
import dev.patchbay.testkit.StandInScheme;
import dev.patchbay.testkit.VendorSettings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of requests that take too long, are too large, too many, or not wanted any more. */
@Timeout(60)
class PatienceTest {
    private static final VendorRequest GET = VendorRequest.get("/things/1");
    private static final VendorRequest POST =
            new VendorRequest("POST", "/refunds", List.of(), Map.of(), new VendorBody.Json(Map.of("amount", 5)));
    private static final int MEGABYTE = 1_000_000;

    @Test
    void givesUpAtTheToolsTimeoutAndSaysThatTheOutcomeIsUnknown() throws Exception {
        try (SilentVendor vendor = SilentVendor.start();
                Line line = Line.to(vendor.url(), vendor.host())) {
            line.timeout = Duration.ofMillis(300);
            GatewayException refused = line.refused(POST);
            assertEquals(Kind.VENDOR_UNREACHABLE, refused.kind());
            assertEquals(
                    "acme cannot be reached for POST /refunds: it did not answer in time. It is unknown whether acme "
                            + "carried the request out: read what it would have changed before you repeat it.",
                    refused.getMessage());
            assertTrue(vendor.awaitAbandoned(10), "the request was not aborted");
            assertEquals(1, line.told.size());
        }
    }

    @Test
    void givesUpAtTheCallsDeadlineIfThatIsSooner() throws Exception {
        try (SilentVendor vendor = SilentVendor.start();
                Line line = Line.to(vendor.url(), vendor.host())) {
            line.timeLeft = Duration.ofMillis(300);
            assertEquals(Kind.VENDOR_UNREACHABLE, line.refused(GET).kind());
            assertTrue(vendor.awaitAbandoned(10));
        }
    }

    @Test
    void sendsNothingWhenTheDeadlineHasPassed() {
        try (FakeVendor vendor = FakeVendor.start();
                Line line = Line.to(vendor)) {
            line.timeLeft = Duration.ofMillis(-1);
            assertEquals(
                    "acme was not asked for POST /refunds: the time for the call is over. Nothing was sent.",
                    line.refused(POST).getMessage());
            assertEquals(0, vendor.received().size());
            assertEquals(List.of(), line.told, "that is no news of the vendor");
        }
    }

    @Test
    void abortsTheRequestAtTheVendorWhenTheCallIsCancelled() throws Exception {
        try (SilentVendor vendor = SilentVendor.start();
                Line line = Line.to(vendor.url(), vendor.host())) {
            CancellableClient client = line.open();
            CompletableFuture<GatewayException> failed = failure(client, POST);
            assertTrue(vendor.awaitAsked(10));
            client.cancel();
            GatewayException refused = failed.get(10, TimeUnit.SECONDS);
            assertEquals(Kind.CANCELLED, refused.kind());
            assertTrue(String.valueOf(refused.getMessage()).contains("It is unknown whether acme carried"));
            assertTrue(vendor.awaitAbandoned(10), "the request was not aborted");
            assertEquals(List.of(), line.told, "a cancelled call says nothing of the account");
            assertEquals(
                    Kind.CANCELLED,
                    assertThrows(GatewayException.class, () -> client.send(GET)).kind());
        }
    }

    @Test
    void noticesByItselfThatNobodyWaits() throws Exception {
        try (SilentVendor vendor = SilentVendor.start();
                Line line = Line.to(vendor.url(), vendor.host())) {
            CompletableFuture<GatewayException> failed = failure(line.open(), GET);
            assertTrue(vendor.awaitAsked(10));
            line.caller.cancel();
            assertEquals(Kind.CANCELLED, failed.get(10, TimeUnit.SECONDS).kind());
            assertTrue(vendor.awaitAbandoned(10));
        }
    }

    @Test
    void abortsWhenTheCallingThreadIsInterrupted() throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try (SilentVendor vendor = SilentVendor.start();
                Line line = Line.to(vendor.url(), vendor.host())) {
            Future<?> call = thread.submit(() -> line.send(GET));
            assertTrue(vendor.awaitAsked(10));
            call.cancel(true);
            assertTrue(vendor.awaitAbandoned(10));
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void saysThatTheOutcomeIsUnknownWhenTheConnectionIsLost() throws Exception {
        try (BreakingVendor vendor = BreakingVendor.start();
                Line line = Line.to(vendor.url(), vendor.host())) {
            GatewayException refused = line.refused(POST);
            assertEquals(Kind.VENDOR_UNREACHABLE, refused.kind());
            assertEquals(
                    "acme cannot be reached for POST /refunds: the connection was lost. It is unknown whether acme carried "
                            + "the request out: read what it would have changed before you repeat it.",
                    refused.getMessage());
            assertEquals(1, vendor.asked(), "it was sent again");
        }
    }

    @Test
    void inflatesAnAnswer() throws IOException {
        try (FakeVendor vendor = FakeVendor.start();
                Line line = Line.to(vendor)) {
            byte[] zipped = gzip("{\"a\":[1,2]}".getBytes(StandardCharsets.UTF_8));
            vendor.answers(Answer.bytes(200, "application/json", zipped).with("Content-Encoding", "gzip"));
            assertEquals(Map.of("a", List.of(1, 2)), line.send(GET).body());
            vendor.answers(Answer.text(200, "application/json", "{}").with("Content-Encoding", "br"));
            assertEquals(Kind.VENDOR_FAILED, line.refused(GET).kind());
            vendor.answers(Answer.text(200, "application/json", "{}").with("Content-Encoding", "gzip"));
            assertEquals(Kind.VENDOR_FAILED, line.refused(GET).kind());
        }
    }

    @Test
    void stopsInflatingAnAnswerThatIsABomb() throws IOException {
        try (FakeVendor vendor = FakeVendor.start();
                Line line = Line.to(vendor)) {
            // Some hundred kilobytes that would come to two hundred megabytes.
            ByteArrayOutputStream bomb = new ByteArrayOutputStream();
            try (GZIPOutputStream zip = new GZIPOutputStream(bomb)) {
                byte[] zeros = new byte[MEGABYTE];
                for (int i = 0; i < 200; i++) {
                    zip.write(zeros);
                }
            }
            assertTrue(bomb.size() < MEGABYTE);
            vendor.answers(
                    Answer.bytes(200, "application/json", bomb.toByteArray()).with("Content-Encoding", "gzip"));
            GatewayException refused = line.refused(GET);
            assertEquals(Kind.VENDOR_FAILED, refused.kind());
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("comes to more than 20000000 bytes"),
                    refused.getMessage());
        }
    }

    @Test
    void cutsOffAnAnswerThatIsTooLarge() {
        try (FakeVendor vendor = FakeVendor.start();
                Line line = Line.to(vendor)) {
            vendor.answers(Answer.bytes(200, "text/plain", new byte[11 * MEGABYTE]));
            GatewayException refused = line.refused(GET);
            assertEquals(Kind.VENDOR_FAILED, refused.kind());
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("larger than 10000000 bytes"), refused.getMessage());
            byte[] fits = new byte[9 * MEGABYTE];
            Arrays.fill(fits, (byte) 'x');
            vendor.answers(Answer.bytes(200, "text/plain", fits));
            assertEquals(fits.length, ((String) line.send(GET).body()).length());
        }
    }

    @Test
    void cutsOffAnEndlessAnswer() throws Exception {
        try (EndlessVendor vendor = EndlessVendor.start();
                Line line = Line.to(vendor.url(), vendor.host())) {
            assertTrue(String.valueOf(line.refused(GET).getMessage()).contains("larger than 10000000 bytes"));
            assertTrue(vendor.awaitCut(20), "the vendor still writes");
        }
    }

    @Test
    void letsAnAccountHaveOnlySoManyRequestsUnderWay() throws Exception {
        VendorSettings two = new VendorSettings(new String[] {"127.0.0.1"}, 2, 50, 60, MEGABYTE, MEGABYTE, "Test");
        CountDownLatch arrived = new CountDownLatch(2);
        CountDownLatch go = new CountDownLatch(1);
        try (FakeVendor vendor = FakeVendor.start();
                Line line = new Line(vendor.url(), two, InetAddress::getAllByName, new StandInScheme("key"))) {
            vendor.behaves(request -> {
                if (!request.path().equals("/other")) {
                    arrived.countDown();
                    go.await(20, TimeUnit.SECONDS);
                }
                return Answer.ok(Map.of());
            });
            List<CompletableFuture<Integer>> running = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                running.add(CompletableFuture.supplyAsync(() -> line.send(GET).status()));
            }
            assertTrue(arrived.await(20, TimeUnit.SECONDS));
            GatewayException refused = line.refused(GET);
            assertEquals(Kind.RATE_LIMITED, refused.kind());
            assertTrue(String.valueOf(refused.getMessage()).contains("Nothing was sent"), refused.getMessage());
            assertEquals(2, vendor.received().size());
            go.countDown();
            for (CompletableFuture<Integer> each : running) {
                assertEquals(200, each.get(20, TimeUnit.SECONDS));
            }
            assertEquals(200, line.send(GET).status(), "the places are free again");
        }
    }

    @Test
    void letsOneAccountNotHoldUpAnother() {
        Bulkhead bulkhead = new Bulkhead(1, 1);
        try (Bulkhead.Place first = bulkhead.enter("a")) {
            assertThrows(GatewayException.class, () -> bulkhead.enter("a"));
            bulkhead.enter("b").close();
        }
        bulkhead.enter("a").close();
    }

    private static CompletableFuture<GatewayException> failure(CancellableClient client, VendorRequest request) {
        return CompletableFuture.supplyAsync(() -> assertThrows(GatewayException.class, () -> client.send(request)));
    }

    private static byte[] gzip(byte[] bytes) throws IOException {
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream zip = new GZIPOutputStream(zipped)) {
            zip.write(bytes);
        }
        return zipped.toByteArray();
    }
}

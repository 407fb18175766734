package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.harness.AssembledFolder;
import dev.patchbay.harness.Await;
import dev.patchbay.harness.RunningGateway;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Plugins that come, go, are replaced and are broken while others are called. */
class HotDeployTest {
    private static final int CALLERS = 20;
    private static final String JAR = "plugin-billsby.jar";
    private static final Path ORIGINAL =
            AssembledFolder.home().resolve("deploy").resolve(JAR);
    private static final Duration SOON = Duration.ofSeconds(1);

    private static Vendor vendor;
    private static RunningGateway gateway;
    private static Admin admin;
    private static Admin.Server tiny;
    private static Admin.Server billsby;

    @BeforeAll
    static void start() throws Exception {
        vendor = new Vendor();
        gateway = RunningGateway.prepare();
        Files.writeString(gateway.conf().resolve("dev.patchbay.vendor.cfg"), "allowed.private.hosts = 127.0.0.1\n");
        Files.writeString(gateway.conf().resolve("dev.patchbay.sandbox.cfg"), "# switched on\n");
        Files.writeString(gateway.conf().resolve("dev.patchbay.calls.cfg"), "calls.per.minute = 0\n");
        gateway.deploy(AssembledFolder.home().resolve("extras/plugin-sandbox.jar"), "plugin-sandbox.jar");
        gateway.deploy(TestBundle.description("tiny", TestBundle.tiny("tiny", vendor.baseUrl())), "tiny.jar");
        gateway.launch();
        admin = new Admin(URI.create(gateway.url()), gateway.adminToken());
        Await.until("all plugins", () -> integrations().containsAll(List.of("billsby", "tiny")));
        tiny = admin.mint(
                admin.account("tiny", Map.of(), Map.of("api_key", "k"), vendor.baseUrl()), Map.of("name", "tiny"));
        billsby = admin.mint(
                admin.account(
                        "billsby",
                        Map.of("companyDomain", "acme"),
                        Map.of("api_key", "acme_sandbox-key"),
                        gateway.url() + "/sandbox/billsby/api/v1/rest"),
                Map.of("name", "billsby"));
        Await.until("the sandbox", () -> !readInvoice().isError());
    }

    @AfterAll
    static void close() throws Exception {
        vendor.close();
        gateway.close();
    }

    @Test
    @DisplayName(
            "a plugin goes, comes back and is replaced amid a call: its clients hear of it, the others notice nothing")
    void replacesUnderLoad() throws Exception {
        List<String> tools = toolNames();
        assertEquals(57, tools.size());
        try (Callers callers = callers();
                Stream modern = listen();
                Stream legacy = legacyStream()) {
            modern.next(Duration.ofSeconds(5));
            callers.awaitAnswers();

            Files.delete(gateway.deploy().resolve(JAR));
            Await.until("billsby is gone", () -> !integrations().contains("billsby"));
            System.out.println("gone: " + heard(modern, legacy));
            assertEquals(List.of(), toolNames());
            assertTrue(readInvoice().isError(), "there is nobody to call");
            callers.awaitAnswers();

            gateway.deploy(ORIGINAL, JAR);
            Await.until("billsby is there", () -> integrations().contains("billsby"));
            System.out.println("back: " + heard(modern, legacy));
            assertEquals(tools, toolNames());
            assertFalse(readInvoice().isError(), "account and token work again");
            callers.awaitAnswers();

            replaceAmidARefund();
            assertEquals(tools, toolNames());
            assertFalse(readInvoice().isError(), "account and token work with the other version");
            callers.awaitAnswers();

            assertEquals(List.of(), callers.failures(), () -> "of " + callers.answered() + " calls of the other one");
            System.out.println("calls of the other integration: " + callers.answered() + " went well, none failed");
        } finally {
            gateway.deploy(ORIGINAL, JAR);
            awaitDeployed(JAR, version(ORIGINAL));
        }
    }

    /** The vendor is slow; while it thinks, the jar is replaced. */
    private static void replaceAmidARefund() throws Exception {
        control("DELETE", "/requests", null);
        control(
                "POST",
                "",
                Map.of(
                        "faults",
                        List.of(Map.of("match", "POST /core/acme/customers/.*/refunds", "delayMillis", 6_000))));
        int before = refundable();
        CompletableFuture<Wire.Answer> refund = CompletableFuture.supplyAsync(() -> billsby.wire()
                .modern("tools/call")
                .call(
                        "billsby_invoices_refund_invoice",
                        Map.of("customerUniqueId", "CUSNORA001", "invoiceNumber", "INV-10492", "amount", 100))
                .send());
        Await.until("the vendor has the refund", () -> refunds() == 1);
        gateway.deploy(TestBundle.version(ORIGINAL, "0.1.1"), JAR);
        Await.until("the version before is leaving", () -> !integrations().contains("billsby"));
        assertFalse(refund.isDone(), "the jar is replaced while the call runs");
        Wire.Answer answer = refund.get(30, TimeUnit.SECONDS);
        assertFalse(answer.isError(), answer.body());
        awaitDeployed(JAR, "0.1.1");
        Await.until("billsby is there", () -> integrations().contains("billsby"));
        assertEquals(1, refunds(), "a refund is sent once");
        assertEquals(before - 100, refundable());
    }

    @Test
    @DisplayName("a broken description and half a jar are refused with their reasons, and nothing else suffers")
    void refusesTheBroken() throws Exception {
        List<String> tools = toolNames();
        Path wrong = TestBundle.description("wrong", TestBundle.tiny("wrong", vendor.baseUrl()) + """
                              bad:
                                request: FETCH /bad
                                title: Bad
                                description: There is no such verb.
                        """);
        int line = 2 + (int) TestBundle.tiny("wrong", vendor.baseUrl()).lines().count();
        String mistake = "wrong.yaml:" + line + ": ";
        byte[] whole = Files.readAllBytes(ORIGINAL);
        Path half = Files.write(
                Files.createTempDirectory("test-bundle").resolve("half.jar"), Arrays.copyOf(whole, whole.length / 2));
        try (Callers callers = callers();
                Stream stream = listen()) {
            stream.next(Duration.ofSeconds(5));
            gateway.deploy(wrong, "wrong.jar");
            gateway.deploy(half, "half.jar");

            Await.until(
                    "the log has both",
                    () -> gateway.log().contains(mistake)
                            && gateway.log().contains("deploy/half.jar is broken: not a whole jar"));
            awaitShown(
                    "/deployment/wrong.jar",
                    shown -> shown.at("/problems/0").asString("").startsWith(mistake));
            awaitShown(
                    "/deployment/half.jar",
                    shown -> shown.path("state").asString().equals("broken")
                            && shown.at("/problems/0").asString("").startsWith("not a whole jar"));
            awaitShown(
                    "/integration/wrong",
                    shown -> shown.at("/problems/0").asString("").startsWith(mistake));
            callers.awaitAnswers();

            assertEquals(List.of("billsby", "highlevel", "tiny"), integrations());
            assertEquals(tools, toolNames());
            assertFalse(readInvoice().isError());
            assertEquals(List.of(), stream.during(SOON), "its list is the same");
            assertEquals(List.of(), callers.failures(), () -> "of " + callers.answered() + " calls of the other one");
        } finally {
            Files.delete(gateway.deploy().resolve("wrong.jar"));
            Files.delete(gateway.deploy().resolve("half.jar"));
        }
        Await.until("no trace of them", () -> {
            String shown = shell("gateway:deployments") + shell("gateway:integrations");
            return !shown.contains("wrong") && !shown.contains("half.jar");
        });
    }

    private static Callers callers() {
        return new Callers(CALLERS, tiny, "get_single_tiny_thing_by_id", Map.of("thingId", "t-1"));
    }

    /** Both are told within a second after now; says when. */
    private static String heard(Stream modern, Stream legacy) {
        Instant effective = Instant.now();
        StringBuilder told = new StringBuilder();
        for (Stream stream : List.of(modern, legacy)) {
            Duration left = SOON.minus(Duration.between(effective, Instant.now()));
            JsonNode event =
                    stream.next(left.isNegative() ? Duration.ZERO : left).json();
            if (event.path("method").asString().equals("notifications/prompts/list_changed")) {
                // of the change before, whose tools were told first
                event = stream.next(left.isNegative() ? Duration.ZERO : left).json();
            }
            assertEquals(
                    "notifications/tools/list_changed", event.path("method").asString());
            told.append(Duration.between(effective, Instant.now()).toMillis()).append(" ms ");
        }
        return told + "after GET /integration showed it";
    }

    private static Stream listen() {
        Wire.Modern request =
                billsby.wire().modern("subscriptions/listen").param("notifications", Map.of("toolsListChanged", true));
        return request.headers().stream("POST", request.body());
    }

    private static Stream legacyStream() {
        return billsby.wire().with("Accept", "text/event-stream").with("MCP-Protocol-Version", "2025-11-25").stream(
                "GET", "");
    }

    private static List<String> integrations() {
        return admin.integrations();
    }

    private static List<String> toolNames() {
        Wire.Answer answer = billsby.wire().modern("tools/list").send();
        assertEquals(200, answer.status(), "the URL stays");
        return ids(answer.result().path("tools"), "name");
    }

    private static List<String> ids(JsonNode list, String member) {
        return list.valueStream().map(each -> each.path(member).asString()).toList();
    }

    private static Wire.Answer readInvoice() {
        return billsby.wire()
                .modern("tools/call")
                .call("get_single_billsby_invoice_by_id", Map.of("invoiceNumber", "INV-10492"))
                .send();
    }

    private static int refundable() {
        JsonNode invoice = Wire.JSON.readTree(readInvoice().text());
        JsonNode amount = invoice.findValue("refundableAmount");
        assertNotEquals(null, amount, invoice.toString());
        return amount.asInt();
    }

    private static long refunds() {
        return Wire.JSON
                .readTree(control("GET", "/requests", null))
                .valueStream()
                .filter(each -> each.path("path").asString("").endsWith("/refunds"))
                .count();
    }

    private static String control(String method, String path, Object body) {
        var response = admin.send(method, "/sandbox/billsby/control" + path, body);
        assertEquals(2, response.statusCode() / 100, response.body());
        return response.body();
    }

    private static String version(Path jar) throws Exception {
        try (var file = new java.util.jar.JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes().getValue("Bundle-Version");
        }
    }

    private static void awaitDeployed(String file, String version) {
        awaitShown(
                "/deployment/" + file,
                shown -> shown.path("state").asString().equals("active")
                        && shown.path("version").asString().equals(version)
                        && shown.path("problems").isEmpty());
    }

    private static void awaitShown(String path, Predicate<JsonNode> wanted) {
        Await.until(path + " shows it", () -> {
            var answer = admin.send("GET", path, null);
            return answer.statusCode() == 200 && wanted.test(Wire.JSON.readTree(answer.body()));
        });
    }

    private static String shell(String command) throws Exception {
        return gateway.shell(command).output();
    }
}

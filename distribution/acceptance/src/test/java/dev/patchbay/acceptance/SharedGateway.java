package dev.patchbay.acceptance;

import dev.patchbay.harness.Await;
import dev.patchbay.harness.RunningGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/**
 * One gateway for all tests of the wire: the assembled distribution as a process, with the suite's fixture bundle, with
 * Billsby and its sandbox, and with an integration whose vendor the tests script.
 */
final class SharedGateway {
    /** The credential of the scripted vendor, which must not turn up anywhere. */
    static final String SCRIPTED_KEY = "canary-key-8f1d7c";

    private static SharedGateway instance;

    private final RunningGateway gateway;
    private final Vendor vendor;
    private final Admin admin;
    private final Admin.Server fixture;
    private final Admin.Server billsby;
    private final Admin.Server scripted;

    static synchronized SharedGateway instance() {
        if (instance == null) {
            try {
                instance = new SharedGateway();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
        return instance;
    }

    private SharedGateway() throws IOException, InterruptedException {
        vendor = new Vendor();
        gateway = RunningGateway.prepare();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "shared-gateway-close"));
        Files.writeString(gateway.conf().resolve("dev.patchbay.catalog.cfg"), "allow.root.combinators = true\n");
        Files.writeString(gateway.conf().resolve("dev.patchbay.vendor.cfg"), "allowed.private.hosts = 127.0.0.1\n");
        Files.writeString(gateway.conf().resolve("dev.patchbay.sandbox.cfg"), "# switched on\n");
        for (String jar : System.getProperty("patchbay.fixtures").split(":")) {
            gateway.deploy(Path.of(jar), Path.of(jar).getFileName().toString());
        }
        Path scriptedJar = TestBundle.description("scripted", TestBundle.tiny("scripted", vendor.baseUrl()) + """
                              hurry:
                                request: GET /hurry
                                title: Hurry
                                description: Gives up after two seconds.
                                timeout: 2
                        """);
        gateway.deploy(scriptedJar, "scripted.jar");
        gateway.launch();
        admin = new Admin(URI.create(gateway.url()), gateway.adminToken());
        for (String integration : List.of("conformance", "billsby", "scripted")) {
            awaitIntegration(integration);
        }
        fixture = admin.mint(
                admin.account("conformance", Map.of(), Map.of("token", "none"), vendor.baseUrl()),
                Map.of("name", "fixture"));
        billsby = mint(
                "billsby",
                Map.of("companyDomain", "acme"),
                Map.of("api_key", "acme_sandbox-key"),
                gateway.url() + "/sandbox/billsby/api/v1/rest",
                Map.of("name", "billsby"));
        scripted = mintScripted(Map.of("name", "scripted"));
    }

    Admin admin() {
        return admin;
    }

    Vendor vendor() {
        return vendor;
    }

    /** The suite's tools. */
    Admin.Server fixture() {
        return fixture;
    }

    /** All tools of Billsby, against its sandbox. */
    Admin.Server billsby() {
        return billsby;
    }

    /** Tools whose vendor is {@link #vendor}. */
    Admin.Server scripted() {
        return scripted;
    }

    Admin.Server mintBillsby(Map<String, ?> request) {
        return admin.mint(billsby.accountId(), request);
    }

    Admin.Server mintScripted(Map<String, ?> request) {
        return scripted == null
                ? mint("scripted", Map.of("tenant", "acme"), Map.of("api_key", SCRIPTED_KEY), vendor.baseUrl(), request)
                : admin.mint(scripted.accountId(), request);
    }

    private Admin.Server mint(
            String integration,
            Map<String, ?> context,
            Map<String, ?> credentials,
            String baseUrl,
            Map<String, ?> request) {
        return admin.mint(admin.account(integration, context, credentials, baseUrl), request);
    }

    RunningGateway process() {
        return gateway;
    }

    String adminToken() throws IOException {
        return gateway.adminToken();
    }

    void deploy(Path jar) throws IOException {
        gateway.deploy(jar, jar.getFileName().toString());
    }

    /** Deletes a deployed file, waits until its integration is gone, and says when it was. */
    Instant undeploy(Path jar, String integration) throws IOException {
        Files.deleteIfExists(gateway.deploy().resolve(jar.getFileName()));
        Await.until(integration + " is gone", () -> !integrations().contains(integration));
        return Instant.now();
    }

    void awaitIntegration(String id) {
        Await.until(id + " is deployed", () -> integrations().contains(id));
    }

    private List<String> integrations() {
        return admin.integrations();
    }

    String metrics() {
        return Wire.to(URI.create(admin.base() + "/metrics"))
                .with("Accept", "text/plain")
                .verb("GET")
                .body();
    }

    double metric(String name) {
        return metrics()
                .lines()
                .filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
                .sum();
    }

    String shell(String command) throws IOException, InterruptedException {
        return gateway.shell(command).output();
    }

    /** Everything that was written to log files so far. */
    String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(gateway.data().resolve("logs"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    /** Waits for a condition. */
    static void await(Callable<Boolean> condition, Duration patience) {
        Await.until("what the test waits for", patience, condition);
    }

    private void close() {
        vendor.close();
        try {
            gateway.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package dev.patchbay.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.harness.Await;
import dev.patchbay.harness.Outcome;
import dev.patchbay.harness.RunningGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What {@code doctor} finds, and that {@code /health} and the admin API tell the same. */
class DoctorIT {
    private static SandboxedGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = SandboxedGateway.start();
        gateway.connect("Acme");
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
    }

    @Test
    void findsNothingToDoWhereAllIsWell() throws Exception {
        String output = gateway.shell("doctor");
        assertTrue(output.strip().endsWith("all is well"), output);
        for (String check : new String[] {
            "address",
            "core",
            "deployments",
            "files",
            "process",
            "store",
            "store, writing",
            "vendors",
            "accounts",
            "tool lists",
            "public URL"
        }) {
            assertTrue(output.contains("ok        " + check + " "), check + " is not in\n" + output);
        }
        assertTrue(output.lines().allMatch(line -> line.length() <= 100), output);
        JsonNode json = gateway.json("doctor");
        assertEquals("ok", json.path("status").asString());
        assertTrue(json.path("checks").size() >= 10);
    }

    @Test
    void tellsOfAKeyThatOthersCanReadAndHealthTellsTheSame() throws Exception {
        Path key = gateway.running().data().resolve("master.key");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-r--r--"));
        try {
            String output = gateway.refused("doctor");
            assertTrue(output.replaceAll("\\s+", " ").contains("→ chmod go= " + key), output);
            assertTrue(output.strip().endsWith("1 thing is to be done"), output);
            Await.until("/health", () -> gateway.running().get("/health").body().contains("chmod go= " + key));
            assertEquals(200, gateway.running().get("/health").statusCode(), "a warning takes no node away");
            assertTrue(gateway.shell("attention").contains("master.key"));
        } finally {
            Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void tellsOfAVendorThatIsNotThereAndOfAPublicUrlThatLeadsNowhere() throws Exception {
        Path settings = gateway.running().conf().resolve("dev.patchbay.gateway.cfg");
        String account = gateway.connect("Nowhere");
        gateway.running()
                .send(HttpRequest.newBuilder(URI.create(gateway.running().url() + "/integrated-account/" + account))
                        .header("Authorization", "Bearer " + gateway.running().adminToken())
                        .header("Content-Type", "application/json")
                        .method("PATCH", HttpRequest.BodyPublishers.ofString("{\"base_url\": \"http://127.0.0.1:9/\"}"))
                        .build());
        Files.writeString(settings, "public.url = http://patchbay.invalid\n");
        try {
            Await.until(
                    "the setting", () -> gateway.running().get("/health").body().contains("patchbay.invalid"));
            Outcome outcome = gateway.running().shell("doctor");
            assertEquals(1, outcome.status());
            String words = outcome.output().replaceAll("\\s+", " ");
            assertTrue(words.contains("http://127.0.0.1:9 is not reachable: it accepts no connection"), words);
            assertTrue(words.contains("the public URL http://patchbay.invalid is not https"), words);
            assertTrue(words.contains("the name in http://patchbay.invalid has no address"), words);
        } finally {
            Files.delete(settings);
            gateway.shell("disconnect", account, "--yes");
        }
        Await.until(
                "the default", () -> !gateway.running().get("/health").body().contains("patchbay.invalid"));
    }

    @Test
    void saysWhyTheStoreIsNotOpenThoughNothingElseWorks() throws Exception {
        try (RunningGateway storeless = RunningGateway.prepare()) {
            Path settings = Files.writeString(
                    storeless.conf().resolve("dev.patchbay.store.cfg"),
                    "url = jdbc:postgresql://127.0.0.1:9/nothing\nuser = someone\npassword = canary-password\n");
            Files.setPosixFilePermissions(settings, PosixFilePermissions.fromString("rw-r--r--"));
            storeless.launch();
            Outcome outcome = storeless.shell("doctor");
            assertEquals(1, outcome.status());
            String words = outcome.output().replaceAll("\\s+", " ");
            assertTrue(words.contains("critical store the store is not open: "), words);
            assertTrue(words.contains("components wait for a service dev.patchbay.store.Database"), words);
            assertTrue(words.contains("dev.patchbay.store.cfg can be read by others"), words);
            assertFalse(words.contains("canary-password"), words);
            Outcome accounts = storeless.shell("accounts");
            assertEquals(1, accounts.status());
            assertTrue(accounts.output().contains("`doctor` says which"), accounts.output());
        }
    }
}

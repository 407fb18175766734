package dev.patchbay.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.harness.AssembledFolder;
import dev.patchbay.harness.Await;
import dev.patchbay.harness.Outcome;
import dev.patchbay.harness.RunningGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running gateway with the vendors' sandboxes switched on, and its shell. */
final class SandboxedGateway implements AutoCloseable {
    static final String KEY = "acme_sandbox-key";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final RunningGateway gateway;

    private SandboxedGateway(RunningGateway gateway) {
        this.gateway = gateway;
    }

    static SandboxedGateway start() throws Exception {
        RunningGateway gateway = RunningGateway.prepare();
        try {
            Files.writeString(gateway.conf().resolve("dev.patchbay.sandbox.cfg"), "# switched on\n");
            Files.writeString(gateway.conf().resolve("dev.patchbay.vendor.cfg"), "allowed.private.hosts = 127.0.0.1\n");
            Files.copy(
                    AssembledFolder.home().resolve("extras/plugin-sandbox.jar"),
                    gateway.deploy().resolve("plugin-sandbox.jar"));
            gateway.launch();
            Await.until(
                    "the sandbox",
                    () -> gateway.get("/sandbox/billsby/api/v1/rest/acme/products")
                                    .statusCode()
                            != 404);
            return new SandboxedGateway(gateway);
        } catch (AssertionError | Exception e) {
            gateway.close();
            throw e;
        }
    }

    RunningGateway running() {
        return gateway;
    }

    /** Where Billsby's sandbox is. */
    String billsby() throws IOException {
        return gateway.url() + "/sandbox/billsby/api/v1/rest";
    }

    /** Connects an account of the sandbox and returns its id. */
    String connect(String name) throws Exception {
        Outcome outcome = typing(
                KEY + "\n",
                "connect",
                "billsby",
                "companyDomain=acme",
                "--name",
                name,
                "--base-url",
                billsby(),
                "--json");
        assertEquals(0, outcome.status(), outcome.output());
        return JSON.readTree(outcome.output().substring(outcome.output().indexOf('{')))
                .path("id")
                .asString();
    }

    /** Runs a command that has to succeed, and returns what it wrote. */
    String shell(String... words) throws Exception {
        Outcome outcome = gateway.shell(words);
        assertEquals(0, outcome.status(), () -> String.join(" ", words) + ": " + outcome.output());
        return outcome.output();
    }

    /** Runs a command that has to fail, and returns what it wrote. */
    String refused(String... words) throws Exception {
        Outcome outcome = gateway.shell(words);
        assertEquals(1, outcome.status(), () -> String.join(" ", words) + ": " + outcome.output());
        return outcome.output();
    }

    /** Runs a command with {@code --json}, and returns its answer. */
    JsonNode json(String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of(words));
        all.add("--json");
        String output = shell(all.toArray(String[]::new));
        // progress is told on the same stream here, before or after the answer
        return JSON.readTree(output.substring(output.indexOf('{'), output.lastIndexOf("\n}") + 2));
    }

    /** Runs a command with lines on its standard input. */
    Outcome typing(String input, String... words) throws Exception {
        List<String> all = new ArrayList<>(List.of("shell"));
        all.addAll(List.of(words));
        return RunningGateway.await(gateway.open(all.toArray(String[]::new)), input);
    }

    /** What the admin API answers over HTTP. */
    JsonNode rest(String path) throws Exception {
        return JSON.readTree(gateway.send(HttpRequest.newBuilder(URI.create(gateway.url() + path))
                        .header("Authorization", "Bearer " + gateway.adminToken())
                        .build())
                .body());
    }

    @Override
    public void close() throws IOException {
        gateway.close();
    }
}

package dev.patchbay.acceptance;

import dev.patchbay.harness.Await;
import dev.patchbay.harness.RunningGateway;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A gateway of a test's own, to be killed and restarted: with one integration of two tools, whose vendor the test
 * scripts, and one server.
 */
final class TinyGateway implements AutoCloseable {
    /** What it lists. */
    static final List<String> TOOLS = List.of("list_all_tiny_things", "get_single_tiny_thing_by_id");

    private static final String JAR = "tiny.jar";

    private final Vendor vendor;
    private final RunningGateway gateway;
    private final Path jar;
    private final Admin admin;
    private final Admin.Server server;

    TinyGateway() throws IOException, InterruptedException {
        vendor = new Vendor();
        gateway = RunningGateway.prepare();
        Files.writeString(gateway.conf().resolve("dev.patchbay.vendor.cfg"), "allowed.private.hosts = 127.0.0.1\n");
        jar = TestBundle.description("tiny", TestBundle.tiny("tiny", vendor.baseUrl()));
        deploy();
        gateway.launch();
        admin = new Admin(URI.create(gateway.url()), gateway.adminToken());
        Await.until(
                "tiny", () -> admin.call("GET", "/integration", null).toString().contains("\"tiny\""));
        server = admin.mint(
                admin.account("tiny", Map.of(), Map.of("api_key", "k"), vendor.baseUrl()), Map.of("name", "tiny"));
    }

    RunningGateway process() {
        return gateway;
    }

    Admin.Server server() {
        return server;
    }

    /** Another server of the same account. */
    Admin.Server mint(String name) {
        return admin.mint(server.accountId(), Map.of("name", name));
    }

    void deploy() throws IOException {
        gateway.deploy(jar, JAR);
    }

    void undeploy() throws IOException {
        Files.delete(gateway.deploy().resolve(JAR));
    }

    @Override
    public void close() throws IOException {
        vendor.close();
        gateway.close();
    }
}

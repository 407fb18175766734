package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The admin API's routes about the node itself: bundles, settings, and what needs a person. */
class DeploymentApiTest {
    private static final String STOPPABLE = "/deployment/stoppable.jar";

    private final SharedGateway gateway = SharedGateway.instance();
    private final Admin admin = gateway.admin();

    @Test
    @DisplayName("a bundle is uploaded, replaced, stopped for good, started and removed")
    void managesABundle() throws Exception {
        Path jar = TestBundle.description(
                "stoppable", TestBundle.tiny("stoppable", gateway.vendor().baseUrl()));
        HttpResponse<String> put = put("stoppable.jar", Files.readAllBytes(jar));
        assertEquals(201, put.statusCode(), put.body());
        try {
            JsonNode deployed = Wire.JSON.readTree(put.body());
            assertEquals("active", deployed.path("state").asString());
            assertEquals("integration", deployed.path("kind").asString());
            assertEquals("1.0.0", deployed.path("version").asString());
            assertEquals(
                    "stoppable", deployed.at("/integrations/0").asString(), "its tools are there when the answer is");
            String account = admin.account(
                    "stoppable",
                    Map.of(),
                    Map.of("api_key", "k"),
                    gateway.vendor().baseUrl());
            Admin.Server server = admin.mint(account, Map.of("name", "stoppable"));
            assertEquals(2, tools(server));

            JsonNode stopped = admin.call("POST", STOPPABLE + "/stop", null);
            assertEquals("stopped", stopped.path("state").asString());
            assertEquals(0, tools(server));
            JsonNode idle = admin.call("GET", STOPPABLE, null);
            assertEquals("stoppable", idle.at("/integrations/0").asString(), "what it brings once it is started");
            assertEquals(1, idle.path("accounts").asInt());
            assertEquals(1, idle.path("servers").asInt());
            // File Install has looked at the folder, and might have started what is stopped, once another file is
            // there.
            Path other = TestBundle.description(
                    "looked", TestBundle.tiny("looked", gateway.vendor().baseUrl()));
            assertEquals(201, put("looked.jar", Files.readAllBytes(other)).statusCode());
            admin.call("DELETE", "/deployment/looked.jar", null);
            assertEquals(
                    "stopped", admin.call("GET", STOPPABLE, null).path("state").asString());

            HttpResponse<String> newer = put("stoppable.jar", Files.readAllBytes(TestBundle.version(jar, "1.1.0")));
            assertEquals(200, newer.statusCode(), newer.body());
            assertEquals(
                    "1.1.0", Wire.JSON.readTree(newer.body()).path("version").asString());
            assertEquals(
                    "stopped", Wire.JSON.readTree(newer.body()).path("state").asString());
            assertEquals(1, Wire.JSON.readTree(newer.body()).path("accounts").asInt(), "of the new version, too");

            JsonNode started = admin.call("POST", STOPPABLE + "/start", null);
            assertEquals("active", started.path("state").asString());
            assertEquals(1, started.path("accounts").asInt());
            assertEquals(1, started.path("servers").asInt());
            assertEquals(2, tools(server));
        } finally {
            assertEquals(204, admin.send("DELETE", STOPPABLE, null).statusCode());
        }
        assertEquals(404, admin.send("GET", STOPPABLE, null).statusCode());
        assertEquals(404, admin.send("GET", "/integration/stoppable", null).statusCode());
        assertEquals(404, admin.send("DELETE", STOPPABLE, null).statusCode());
        List<String> actions = admin.call("GET", "/audit?limit=200", null)
                .path("result")
                .valueStream()
                .map(each -> each.path("action").asString())
                .filter(each -> each.startsWith("deployment."))
                .toList();
        assertTrue(
                actions.containsAll(
                        List.of("deployment.put", "deployment.stop", "deployment.start", "deployment.delete")),
                actions.toString());
    }

    @Test
    @DisplayName("what is no bundle, or one that is there already, is refused and leaves no file behind")
    void refusesWhatCannotBeDeployed() throws Exception {
        List<String> before = files();
        HttpResponse<String> text = put("text.jar", "no jar".getBytes(StandardCharsets.UTF_8));
        assertEquals(422, text.statusCode());
        assertTrue(text.body().contains("not a whole jar"), text.body());
        Path twin = TestBundle.description(
                "scripted", TestBundle.tiny("twin", gateway.vendor().baseUrl()));
        HttpResponse<String> rival = put("twin.jar", Files.readAllBytes(twin));
        assertEquals(422, rival.statusCode());
        assertTrue(rival.body().contains("scripted.jar"), rival.body());
        for (String name : List.of("x.txt", ".x.jar", "a%20b.jar")) {
            assertEquals(422, put(name, Files.readAllBytes(twin)).statusCode(), name);
        }
        // Answered, and hung up, before a body is read: a client that still sends one may not see the answer.
        assertEquals(404, put("..%2Fx.jar", new byte[0]).statusCode());
        assertEquals(before, files());
    }

    @Test
    @DisplayName("a refused description answers with file:line, is told by /attention, and does no harm")
    void tellsWhyABundleIsRefused() throws Exception {
        Path jar = TestBundle.description("broken", "integration: broken\ncolour: red\n");
        try {
            HttpResponse<String> put = put("broken.jar", Files.readAllBytes(jar));
            assertEquals(201, put.statusCode(), put.body());
            assertTrue(put.body().contains("broken.yaml:2"), put.body());
            JsonNode refused = admin.call("GET", "/integration/broken", null);
            assertEquals("refused", refused.path("state").asString());
            assertTrue(refused.path("problems").toString().contains("broken.yaml:2"));
            JsonNode matter = matter("refused_bundle", "/file", "broken.jar");
            assertEquals("error", matter.path("severity").asString());
            assertTrue(matter.path("detail").asString().contains("broken.yaml:2"));
        } finally {
            admin.call("DELETE", "/deployment/broken.jar", null);
        }
    }

    @Test
    @DisplayName("/attention tells of servers that are about to end")
    void tellsOfServersThatEnd() {
        Admin.Server server = gateway.mintScripted(Map.of(
                "name",
                "ends",
                "expires_at",
                java.time.Instant.now().plus(Duration.ofDays(2)).toString()));
        JsonNode matter = matter("server_expires", "/mcp_id", server.id());
        assertEquals(server.accountId(), matter.path("integrated_account_id").asString());
        gateway.admin().revoke(server);
    }

    @Test
    @DisplayName("/settings tells what is set and where, and no secret")
    void tellsTheSettings() {
        JsonNode settings = admin.call("GET", "/settings", null);
        assertEquals("h2", settings.at("/store/dialect").asString());
        assertTrue(
                settings.at("/store/url").asString().startsWith("jdbc:h2:file:/"),
                settings.path("store").toString());
        JsonNode vendor = of(settings.path("configuration"), "/pid", "dev.patchbay.vendor");
        assertEquals("dev.patchbay.vendor.cfg", vendor.path("file").asString());
        JsonNode hosts = of(vendor.path("properties"), "/name", "allowed.private.hosts");
        assertEquals("127.0.0.1", hosts.path("value").asString());
        assertFalse(hosts.path("default").asBoolean(true));
        JsonNode store = of(settings.path("configuration"), "/pid", "dev.patchbay.store");
        assertTrue(store.path("file").isNull());
        assertTrue(of(store.path("properties"), "/name", "url").path("default").asBoolean());
        assertEquals(
                "active",
                of(settings.path("bundles"), "/name", "gateway-core")
                        .path("state")
                        .asString());
        assertEquals(
                "ok",
                of(settings.path("health"), "/name", "core").path("status").asString());
        assertTrue(settings.path("uptime_seconds").asLong() >= 0);
    }

    @Test
    @DisplayName("an operator may look at deployments and not change them")
    void asksForAnAdministrator() throws Exception {
        String operator = admin.apiToken("deploys not", "operator");
        Admin as = new Admin(admin.base(), operator);
        assertEquals(200, as.send("GET", "/deployment", null).statusCode());
        assertEquals(200, as.send("GET", "/settings", null).statusCode());
        assertEquals(403, as.send("DELETE", "/deployment/scripted.jar", null).statusCode());
        assertEquals(403, as.send("POST", "/deployment/scripted.jar/stop", null).statusCode());
    }

    private JsonNode matter(String kind, String pointer, String value) {
        JsonNode all = admin.call("GET", "/attention", null).path("result");
        JsonNode found = of(all, pointer, value);
        assertEquals(kind, found.path("kind").asString(), all.toString());
        assertFalse(found.path("remedy").asString().isEmpty());
        return found;
    }

    private static JsonNode of(JsonNode list, String pointer, String value) {
        return list.valueStream()
                .filter(each -> each.at(pointer).asString("").equals(value))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + value + " in " + list));
    }

    private static int tools(Admin.Server server) {
        return server.wire()
                .modern("tools/list")
                .send()
                .json()
                .at("/result/tools")
                .size();
    }

    private List<String> files() {
        return admin.call("GET", "/deployment?limit=200", null)
                .path("result")
                .valueStream()
                .map(each -> each.path("file").asString())
                .toList();
    }

    private HttpResponse<String> put(String file, byte[] jar) throws Exception {
        return Wire.HTTP.send(
                HttpRequest.newBuilder(admin.base().resolve("/deployment/" + file))
                        .timeout(Duration.ofSeconds(60))
                        .header("Authorization", "Bearer " + gateway.adminToken())
                        .header("Content-Type", "application/java-archive")
                        .PUT(BodyPublishers.ofByteArray(jar))
                        .build(),
                BodyHandlers.ofString());
    }
}

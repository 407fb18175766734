package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.harness.AssembledFolder;
import dev.patchbay.harness.Await;
import dev.patchbay.harness.RunningGateway;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two gateways, each a process of its own, on one PostgreSQL, with accounts whose logins the vendor takes once. */
class TwoNodesTest {
    private static final int CALLS = 100;
    private static final String TOOL = "list_all_highlevel_contacts";

    private static EmbeddedPostgres postgres;
    private static RunningGateway one;
    private static RunningGateway two;
    private static Admin admin;
    private static Admin onTwo;

    @BeforeAll
    static void start() throws Exception {
        postgres = EmbeddedPostgres.builder().start();
        one = RunningGateway.prepare();
        two = RunningGateway.prepare();
        for (RunningGateway node : List.of(one, two)) {
            Files.writeString(
                    node.conf().resolve("dev.patchbay.store.cfg"),
                    "url = " + postgres.getJdbcUrl("postgres", "postgres") + "\nuser = postgres\n");
            Files.writeString(node.conf().resolve("dev.patchbay.vendor.cfg"), "allowed.private.hosts = 127.0.0.1\n");
        }
        one.deploy(AssembledFolder.home().resolve("extras/plugin-sandbox.jar"), "plugin-sandbox.jar");
        Files.writeString(one.conf().resolve("dev.patchbay.sandbox.cfg"), "highlevel.burst.limit = 10000\n");
        one.launch();
        Files.createDirectories(two.data());
        Files.copy(one.data().resolve("master.key"), two.data().resolve("master.key"));
        two.launch();
        admin = new Admin(URI.create(one.url()), one.adminToken());
        onTwo = new Admin(URI.create(two.url()), one.adminToken());
        for (Admin each : List.of(admin, onTwo)) {
            Await.until(
                    "HighLevel is deployed",
                    () -> each.call("GET", "/integration", null).toString().contains("\"highlevel\""));
        }
        Await.until(
                "the sandbox is there",
                () -> one.get("/sandbox/highlevel/control/limits").statusCode() == 200);
    }

    @AfterAll
    static void stop() throws Exception {
        for (RunningGateway node : new RunningGateway[] {one, two}) {
            if (node != null) {
                node.close();
            }
        }
        if (postgres != null) {
            postgres.close();
        }
    }

    private static JsonNode sandbox(String method, String path, String body) throws Exception {
        HttpResponse<String> response =
                one.send(HttpRequest.newBuilder(URI.create(one.url() + "/sandbox/highlevel/control" + path))
                        .method(method, HttpRequest.BodyPublishers.ofString(body))
                        .build());
        assertEquals(200, response.statusCode(), response.body());
        return Wire.JSON.readTree(response.body());
    }

    private static int count(String what) throws Exception {
        return sandbox("GET", "/state", "").path("oauth").path(what).intValue();
    }

    /** Connects an account by a login that is begun at the first node and comes back to the second. */
    private static String connected(String method) throws Exception {
        String vendor = one.url() + "/sandbox/highlevel";
        JsonNode begun = admin.call(
                "POST",
                "/integrated-account/login",
                Map.of(
                        "integration", "highlevel",
                        "name", method,
                        "auth_method", method,
                        "base_url", vendor,
                        "credentials",
                                Map.of(
                                        "client_id", "acmeapp001-sandbox",
                                        "client_secret", "sandbox-client-secret",
                                        "authorize_url", vendor + "/oauth/chooselocation")));
        HttpClient browser = HttpClient.newHttpClient();
        HttpResponse<String> consent = browser.send(
                HttpRequest.newBuilder(URI.create(begun.path("authorize_url").asString() + "&auto=1"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        String back = consent.headers().firstValue("Location").orElseThrow().replace(one.url(), two.url());
        HttpResponse<String> end =
                browser.send(HttpRequest.newBuilder(URI.create(back)).build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(200, end.statusCode(), end.body());
        return begun.path("integrated_account_id").asString();
    }

    private static List<Wire> serversOf(String account) throws IOException {
        Admin.Server server = admin.mint(account, Map.of("name", "test", "config", Map.of("tags", Set.of("contacts"))));
        return List.of(server.wire(), Wire.to(URI.create(two.url() + "/mcp/" + server.secret())));
    }

    private static void callAHundredTimes(List<Wire> nodes) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLS);
        try {
            List<Future<Wire.Answer>> answers = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                Wire node = nodes.get(i % nodes.size());
                answers.add(threads.submit(() ->
                        node.modern("tools/call").call(TOOL, Map.of("limit", 1)).send()));
            }
            for (Future<Wire.Answer> each : answers) {
                Wire.Answer answer = each.get(60, TimeUnit.SECONDS);
                assertEquals(200, answer.status(), answer.body());
                assertTrue(!answer.isError(), answer.body());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static Wire.Answer call(Wire node) {
        return node.modern("tools/call").call(TOOL, Map.of("limit", 1)).send();
    }

    @Test
    @DisplayName("a hundred calls on two nodes that find the token expired are answered after one renewal")
    void renewsOnceForBothNodes() throws Exception {
        sandbox("PUT", "/limits", "{\"expiresInSeconds\": 1}");
        List<Wire> nodes = serversOf(connected("oauth"));
        sandbox("PUT", "/limits", "{\"expiresInSeconds\": 86399}");
        int before = count("refreshes");
        callAHundredTimes(nodes);
        assertEquals(before + 1, count("refreshes"));
        assertEquals(0, count("refreshesRefused"));
    }

    @Test
    @DisplayName("a location's token and its agency's are renewed once for a hundred calls on two nodes")
    void renewsAgencyAndLocationOnceForBothNodes() throws Exception {
        sandbox("PUT", "/limits", "{\"expiresInSeconds\": 1}");
        String agency = connected("oauth_agency");
        JsonNode connected = onTwo.call(
                "POST", "/integrated-account/" + agency + "/location", Map.of("location_ids", List.of("LOCHARB002")));
        String location = connected.at("/result/0/integrated_account_id").asString();
        List<Wire> nodes = serversOf(location);
        sandbox("PUT", "/limits", "{\"expiresInSeconds\": 86399}");
        callAHundredTimes(nodes);
        sandbox("POST", "/expire-tokens", "");
        int refreshes = count("refreshes");
        int tokens = count("locationTokens");
        callAHundredTimes(nodes);
        assertEquals(refreshes + 1, count("refreshes"), "of the agency");
        assertEquals(tokens + 1, count("locationTokens"), "of the location");
    }

    @Test
    @DisplayName("a failing vendor costs no login; one that refuses for good is known on both nodes")
    void keepsALoginUntilTheVendorRefusesIt() throws Exception {
        String account = connected("oauth");
        List<Wire> nodes = serversOf(account);
        sandbox("POST", "/expire-tokens", "");
        sandbox("POST", "", "{\"faults\": [{\"match\": \"POST /oauth/token\", \"status\": 500}]}");
        assertTrue(call(nodes.get(0)).isError());
        assertTrue(!"needs_reauth".equals(status(admin, account)));
        Await.until("the other node renews", () -> !call(nodes.get(1)).isError());

        sandbox("POST", "/expire-tokens", "");
        sandbox(
                "POST",
                "",
                "{\"faults\": [{\"match\": \"POST /oauth/token\", \"status\": 400, \"body\": {\"error\": \"invalid_grant\"}}]}");
        Wire.Answer refused = call(nodes.get(0));
        assertTrue(refused.body().contains("an operator has to connect the account again"), refused.body());
        Await.until("the other node knows", () -> "needs_reauth".equals(status(onTwo, account)));
        int asked = count("refreshes") + count("refreshesRefused");
        assertTrue(call(nodes.get(1)).body().contains("an operator has to connect the account again"));
        assertEquals(asked, count("refreshes") + count("refreshesRefused"), "the vendor is not asked again");
    }

    private static String status(Admin node, String account) {
        return node.call("GET", "/integrated-account/" + account, null)
                .path("status")
                .asString();
    }
}

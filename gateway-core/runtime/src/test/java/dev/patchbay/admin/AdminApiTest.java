package dev.patchbay.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Rooms;
import dev.patchbay.admin.AdminServer.Reply;
import dev.patchbay.audit.AuditFilter;
import dev.patchbay.audit.AuditLine;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.Postgres;
import dev.patchbay.token.Admission;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Postgres.class)
class AdminApiTest {
    private static final String ACCOUNT = """
            {"integration": "acme", "name": "Widgets", "context": {"subdomain": "widgets"},
             "credentials": {"api_key": "%s"}}""".formatted(Rooms.SECRET);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void leadsFromTheFirstTokenToAUrlThatAdmits(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            Reply account = api.post("/integrated-account", ACCOUNT);
            assertEquals(201, account.status());
            assertEquals("/integrated-account/" + account.text("/id"), account.header("Location"));
            assertEquals("active", account.text("/status"));
            assertEquals("widgets", account.text("/context/subdomain"));
            assertEquals("key", account.text("/auth_method"));

            Reply server = api.post(account.header("Location") + "/mcp", """
                    {"name": "Desk", "config": {"methods": ["read", "merge"], "tags": ["support"],
                     "require_api_token_auth": false}, "expires_at": "2027-01-31T13:00:00+01:00"}""");
            assertEquals(201, server.status());
            assertEquals(account.text("/id"), server.text("/integrated_account_id"));
            assertEquals("merge", server.text("/config/methods/0"));
            assertEquals("support", server.text("/config/tags/0"));
            assertEquals("2027-01-31T12:00:00Z", server.text("/expires_at"));
            assertTrue(server.text("/created_by").startsWith("apt_"));
            String token = server.text("/token");
            assertEquals("http://127.0.0.1:" + api.port() + "/mcp/" + token, server.text("/url"));
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(token, null));

            String path = server.header("Location");
            Reply again = api.get(path);
            assertEquals(200, again.status());
            assertEquals(server.text("/id"), again.text("/id"));
            assertFalse(again.http().body().contains(token));
            assertFalse(again.json().has("token") || again.json().has("url"));
            assertFalse(
                    api.get(account.header("Location") + "/mcp").http().body().contains(token));

            assertEquals(204, api.delete(path).status());
            assertEquals(404, api.get(path).status());
            assertEquals(404, api.delete(path).status());
            assertInstanceOf(Admission.Revoked.class, rooms.gate.admit(token, null));
            assertEquals(204, api.delete(account.header("Location")).status());
            assertEquals(404, api.get(account.header("Location")).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void servesServersUnderTheOtherPathToo(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "https://patchbay.example/")) {
            String account = rooms.connected("Widgets").id();
            String other = rooms.connected("Other").id();
            String base = "/admin/integrated-accounts/" + account + "/mcp";
            Reply server = api.post(base, "{\"name\": \"Desk\"}");
            assertEquals(201, server.status());
            assertEquals("https://patchbay.example/mcp/" + server.text("/token"), server.text("/url"));
            String id = server.text("/id");
            assertEquals(200, api.get(base + "/" + id).status());
            assertEquals(
                    200,
                    api.get("/integrated-account/" + account + "/mcp/" + id).status());
            assertEquals(
                    404, api.get("/integrated-account/" + other + "/mcp/" + id).status());
            assertEquals(
                    404,
                    api.delete("/integrated-account/" + other + "/mcp/" + id).status());
            Reply changed = api.patch(
                    base + "/" + id,
                    "{\"name\": \"Renamed\", \"config\": {\"tags\": [\"finance\"]}, \"expires_at\": null}");
            assertEquals(200, changed.status());
            assertEquals("Renamed", changed.text("/name"));
            assertEquals("finance", changed.text("/config/tags/0"));
            assertTrue(changed.json().at("/expires_at").isNull());
            assertEquals(204, api.delete(base + "/" + id).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesAnAccountFieldByField(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String path = "/integrated-account/" + rooms.connected("Widgets").id();
            Reply changed = api.patch(
                    path,
                    "{\"context\": {\"region\": \"eu\"}, \"base_url\": \"https://eu.acme.example\","
                            + " \"credentials\": {\"api_key\": \"fresh-secret\"}}");
            assertEquals(200, changed.status());
            assertEquals("eu", changed.text("/context/region"));
            assertEquals("widgets", changed.text("/context/subdomain"));
            assertEquals("Widgets", changed.text("/name"));
            assertEquals("https://eu.acme.example", changed.text("/base_url"));
            assertFalse(changed.http().body().contains("fresh-secret"));
            Reply cleared = api.patch(path, "{\"context\": {\"region\": null}, \"base_url\": null}");
            assertEquals(200, cleared.status());
            assertFalse(cleared.json().at("/context").has("region"));
            assertTrue(cleared.json().at("/base_url").isNull());
            assertEquals(
                    List.of("name", "auth_method", "integration"),
                    api.patch(path, "{\"name\": null, \"auth_method\": 7, \"integration\": \"other\"}")
                            .errorFields());
            assertEquals(404, api.patch("/integrated-account/acc_none", "{}").status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void handsAnApiTokenOutOnce(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            Reply made = api.post(
                    "/api-token",
                    "{\"name\": \"ci\", \"role\": \"operator\", \"expires_at\": \"2026-12-01T00:00:00Z\"}");
            assertEquals(201, made.status());
            String secret = made.text("/token");
            assertEquals(200, api.as(secret, "GET", "/integration", null).status());
            Reply list = api.get("/api-token");
            assertEquals(2, list.json().at("/result").size());
            assertFalse(list.http().body().contains(secret));
            assertFalse(api.get(made.header("Location")).http().body().contains(secret));
            rooms.clock.step(Duration.ofDays(30));
            assertEquals(401, api.as(secret, "GET", "/integration", null).status());
            assertEquals(204, api.delete(made.header("Location")).status());
            assertEquals(404, api.get(made.header("Location")).status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void pagesThroughLists(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            List<String> expected = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                expected.add(rooms.connected("Account " + i).id());
            }
            assertEquals(expected, all(api, "/integrated-account", "/id"));
            String mcp = "/integrated-account/" + expected.get(0) + "/mcp";
            List<String> servers = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                servers.add(api.post(mcp, "{\"name\": \"Server\"}").text("/id"));
            }
            assertEquals(servers, all(api, mcp, "/id"));
            List<String> audited = all(api, "/audit", "/mcp_id");
            assertEquals(servers.size(), audited.size());
            assertEquals(servers.get(4), audited.get(0));
        }
    }

    @Test
    void describesIntegrationsAndTools() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            Reply list = api.get("/integration");
            assertEquals(api.get("/integration/acme").json(), list.json().at("/result/0"));
            assertEquals("subdomain", list.text("/result/0/context/0/name"));
            assertEquals("api_key", list.text("/result/0/auth_methods/0/credentials/0/name"));
            assertTrue(
                    list.json().at("/result/0/auth_methods/0/scheme_deployed").asBoolean());
            assertFalse(
                    list.json().at("/result/0/auth_methods/1/scheme_deployed").asBoolean());
            assertEquals(404, api.get("/integration/nobody").status());
            Reply tools =
                    api.get("/integrated-account/" + rooms.connected("Widgets").id() + "/tools");
            assertEquals(4, tools.json().at("/result").size());
            assertEquals("acme_tickets_merge", tools.text("/result/2/name"));
            assertTrue(tools.json().at("/result/2/annotations/destructiveHint").asBoolean());
            assertEquals("destroys", tools.text("/result/2/effect"));
            assertEquals("object", tools.text("/result/2/inputSchema/type"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesEveryChangeIntoTheAuditTrailWithBeforeAndAfter(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            Reply account = api.post("/integrated-account", ACCOUNT);
            String path = account.header("Location");
            api.patch(path, "{\"name\": \"Gadgets\", \"credentials\": {\"api_key\": \"fresh-secret\"}}");
            Reply server = api.post(path + "/mcp", "{\"name\": \"Desk\"}");
            api.patch(server.header("Location"), "{\"name\": \"Other desk\"}");
            api.delete(server.header("Location"));
            api.delete(path);
            Reply token = api.post("/api-token", "{\"name\": \"bot\", \"role\": \"caller\"}");
            api.as(token.text("/token"), "GET", "/audit", null);
            api.delete(token.header("Location"));
            List<AuditLine> lines = rooms.audit.latest(AuditFilter.ALL, 50, null);
            assertEquals(
                    List.of(
                            "api_token.revoke",
                            "admin.request",
                            "api_token.create",
                            "account.disconnect",
                            "server.revoke",
                            "server.update",
                            "server.mint",
                            "account.update",
                            "account.connect"),
                    lines.stream().map(each -> each.entry().action()).toList());
            AuditLine update = lines.get(7);
            String detail = String.valueOf(update.entry().detail());
            assertTrue(detail.contains("\"Widgets\"") && detail.contains("\"Gadgets\""), detail);
            assertTrue(detail.contains("\"credentials\":\"replaced\""), detail);
            assertEquals(account.text("/id"), update.entry().accountId());
            assertEquals("127.0.0.1", update.entry().remoteAddress());
            assertEquals("forbidden", lines.get(1).entry().outcome());
            for (String secret : List.of(Rooms.SECRET, "fresh-secret", server.text("/token"), token.text("/token"))) {
                lines.forEach(each -> assertFalse(each.toString().contains(secret)));
                assertFalse(rooms.where.dump().contains(secret));
            }
            Reply verdict = api.get("/audit/verdict");
            assertTrue(verdict.json().at("/intact").asBoolean());
            assertEquals(9, verdict.json().at("/lines").asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void createsOnceForOneIdempotencyKey(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String mcp = "/integrated-account/" + rooms.connected("Widgets").id() + "/mcp";
            String body = "{\"name\": \"Desk\"}";
            Reply first = api.post(mcp, body, "Idempotency-Key", "k1");
            Reply second = api.post(mcp, body, "Idempotency-Key", "k1");
            assertEquals(201, first.status());
            assertEquals(200, second.status());
            assertEquals(first.text("/id"), second.text("/id"));
            assertTrue(first.json().has("token"));
            assertFalse(second.json().has("token"));
            assertFalse(second.json().at("/token_shown").asBoolean(true));
            assertEquals("true", second.header("Idempotency-Replayed"));
            Reply other = api.post(mcp, "{\"name\": \"Another\"}", "Idempotency-Key", "k1");
            assertEquals(422, other.status());
            assertEquals(List.of("Idempotency-Key"), other.errorFields());
            assertNotEquals(
                    first.text("/id"),
                    api.post(mcp, body, "Idempotency-Key", "k2").text("/id"));

            assertEquals(
                    422,
                    api.post(mcp, "{\"name\": \" \"}", "Idempotency-Key", "k3").status());
            assertEquals(201, api.post(mcp, body, "Idempotency-Key", "k3").status(), "after a refusal");

            rooms.servers.revoke(first.text("/id"));
            assertEquals(409, api.post(mcp, body, "Idempotency-Key", "k1").status());
            rooms.clock.step(Duration.ofHours(25));
            Reply later = api.post(mcp, body, "Idempotency-Key", "k1");
            assertEquals(201, later.status());
            assertNotEquals(first.text("/id"), later.text("/id"));

            assertEquals(
                    201,
                    api.post("/integrated-account", ACCOUNT, "Idempotency-Key", "k1a")
                            .status());
            assertEquals(
                    200,
                    api.post("/integrated-account", ACCOUNT, "Idempotency-Key", "k1a")
                            .status());
            assertEquals(2, rooms.accounts.list(10, null).items().size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void createsOnceWhenTheSameRequestComesManyTimesAtOnce(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String account = rooms.connected("Widgets").id();
            ExecutorService threads = Executors.newFixedThreadPool(8);
            try {
                List<Callable<Reply>> requests = new ArrayList<>();
                for (int i = 0; i < 8; i++) {
                    requests.add(() -> api.post(
                            "/integrated-account/" + account + "/mcp",
                            "{\"name\": \"Desk\"}",
                            "Idempotency-Key",
                            "same"));
                }
                int created = 0;
                for (Future<Reply> each : threads.invokeAll(requests)) {
                    Reply reply = each.get();
                    assertTrue(
                            reply.status() == 201 || reply.status() == 200,
                            reply.http().body());
                    created += reply.status() == 201 ? 1 : 0;
                }
                assertEquals(1, created);
            } finally {
                threads.shutdown();
            }
            assertEquals(1, rooms.servers.list(account, 10, null).items().size());
        }
    }

    private static List<String> all(AdminServer api, String path, String pointer) {
        List<String> found = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            Reply page = api.get(path + "?limit=2" + (cursor == null ? "" : "&next_cursor=" + cursor));
            assertEquals(200, page.status());
            page.json().at("/result").forEach(each -> found.add(each.at(pointer).asString()));
            cursor = page.json().at("/next_cursor").isNull() ? null : page.text("/next_cursor");
            pages++;
        } while (cursor != null);
        assertEquals((found.size() + 1) / 2, pages);
        assertNull(cursor);
        return found;
    }
}

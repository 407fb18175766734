package dev.patchbay.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Rooms;
import dev.patchbay.admin.AdminServer.Reply;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.Postgres;
import dev.patchbay.token.MintedApiToken;
import dev.patchbay.token.Role;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Postgres.class)
class AdminRefusalsTest {
    private static final String ACCOUNT = """
            {"integration": "acme", "name": "Widgets", "context": {"subdomain": "widgets"},
             "credentials": {"api_key": "%s"}}""".formatted(Rooms.SECRET);

    @TempDir
    Path folder;

    @Test
    void namesTheFieldsThatAreWrongAndRepeatsNoValue() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            Reply types = api.post("/integrated-account", """
                    {"integration": 7, "context": {"subdomain": ["x"]}, "credentials": "canary-secret",
                     "bas_url": "canary-secret"}""");
            assertEquals(422, types.status());
            assertEquals(
                    List.of("integration", "name", "context.subdomain", "credentials", "bas_url"), types.errorFields());
            assertEquals("application/problem+json", types.header("Content-Type"));
            assertEquals("Unprocessable Content", types.text("/title"));
            assertFalse(types.http().body().contains("canary-secret"));

            Reply values = api.post("/integrated-account", """
                    {"integration": "acme", "name": "W", "context": {"planet": "x"}, "credentials": {"key": "s"}}""");
            assertEquals(
                    List.of("context.planet", "context.subdomain", "credentials.key", "credentials.api_key"),
                    values.errorFields());

            String mcp = "/integrated-account/" + rooms.connected("Widgets").id() + "/mcp";
            assertEquals(
                    List.of("config.methods", "config.tags", "config.extra", "name", "expires_at"),
                    api.post(mcp, """
                            {"config": {"methods": "read", "tags": [1], "extra": 1}, "expires_at": "tomorrow"}""").errorFields());
            assertEquals(
                    List.of("config.methods", "config.tags"), api.post(mcp, """
                            {"name": "x", "config": {"methods": ["reed"], "tags": ["sales"]}}""").errorFields());
            assertEquals(
                    List.of("expires_at"),
                    api.post(mcp, "{\"name\": \"x\", \"expires_at\": \"2020-01-01T00:00:00Z\"}")
                            .errorFields());
            assertEquals(
                    List.of("role"),
                    api.post("/api-token", "{\"name\": \"x\", \"role\": \"king\"}")
                            .errorFields());
            assertEquals(
                    List.of("limit"), api.get("/integrated-account?limit=0").errorFields());
            assertEquals(
                    List.of("limit"), api.get("/integrated-account?limit=201").errorFields());
            assertEquals(
                    List.of("limit"),
                    api.get("/integrated-account?limit=1&limit=2").errorFields());
            assertEquals(List.of("lmit"), api.get("/integrated-account?lmit=5").errorFields());
            assertEquals(
                    List.of("next_cursor"),
                    api.get("/integrated-account?next_cursor=x").errorFields());
            assertEquals(List.of("since"), api.get("/audit?since=yesterday").errorFields());
            assertEquals(List.of("next_cursor"), api.get("/audit?next_cursor=x").errorFields());
        }
    }

    @Test
    void refusesWhatIsNoRequestOfThisApi() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            assertEquals(404, api.get("/integrated-account/a/b/c/d").status());
            Reply method = api.delete("/integrated-account");
            assertEquals(405, method.status());
            assertEquals("GET, POST", method.header("Allow"));
            assertEquals(
                    405, api.as(rooms.firstToken(), "PUT", "/api-token", "{}").status());
            assertEquals(
                    400,
                    api.post("/integrated-account", "{\"name\": \"canary-secret")
                            .status());
            assertFalse(api.post("/integrated-account", "{\"name\": \"canary-secret")
                    .http()
                    .body()
                    .contains("canary-secret"));
            assertEquals(400, api.post("/integrated-account", "").status());
            assertEquals(400, api.post("/integrated-account", "[]").status());
            assertEquals(400, api.post("/integrated-account", "{} {}").status());
            assertEquals(
                    400,
                    api.post("/integrated-account", "{\"name\": \"a\", \"name\": \"b\"}")
                            .status());
            assertEquals(
                    400,
                    api.post("/integrated-account", "{\"a\":".repeat(40) + "1" + "}".repeat(40))
                            .status());
            assertTrue(
                    RawRequest.post(api.port(), "/integrated-account?limit=%zz", "localhost", rooms.firstToken(), "{}")
                            .startsWith("HTTP/1.1 400"));
            Reply tooLong = api.post("/integrated-account", "{\"name\": \"" + "x".repeat(1_000_000) + "\"}");
            assertEquals(413, tooLong.status());
            assertEquals("close", tooLong.header("Connection"), "the next request needs a connection of its own");
            assertEquals(
                    415,
                    api.send(api.request("POST", "/integrated-account", rooms.firstToken(), null)
                                    .header("Content-Type", "application/x-www-form-urlencoded"))
                            .status());
            Reply good = api.get("/integrated-account");
            assertEquals("no-store", good.header("Cache-Control"));
            assertEquals("no-referrer", good.header("Referrer-Policy"));
            assertEquals("nosniff", good.header("X-Content-Type-Options"));
            assertEquals(
                    200,
                    api.as(rooms.firstToken(), "HEAD", "/integrated-account", null)
                            .status());
        }
    }

    @ParameterizedTest
    @EnumSource
    void opensForTokensAndByTheirRolesOnly(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String account = rooms.connected("Widgets").id();
            List<String> operated = List.of(
                    "/integrated-account",
                    "/integrated-account/" + account,
                    "/integrated-account/" + account + "/tools",
                    "/integrated-account/" + account + "/mcp",
                    "/admin/integrated-accounts/" + account + "/mcp",
                    "/integration",
                    "/integration/acme",
                    "/audit");
            MintedApiToken operator = rooms.apiTokens.create("ops", Role.OPERATOR, null, "apt_test");
            MintedApiToken caller = rooms.apiTokens.create("bot", Role.CALLER, null, "apt_test");
            for (String path : operated) {
                for (String bearer : new String[] {null, "", "wrong", rooms.firstToken() + "x"}) {
                    Reply refused = api.as(bearer, "GET", path, null);
                    assertEquals(401, refused.status(), path);
                    assertTrue(refused.header("WWW-Authenticate").startsWith("Bearer"));
                }
                assertEquals(200, api.get(path).status(), path);
                assertEquals(200, api.as(operator.secret(), "GET", path, null).status(), path);
                assertEquals(403, api.as(caller.secret(), "GET", path, null).status(), path);
            }
            assertEquals(
                    403, api.as(operator.secret(), "GET", "/api-token", null).status());
            assertEquals(
                    403,
                    api.as(operator.secret(), "POST", "/api-token", "{\"name\": \"x\", \"role\": \"admin\"}")
                            .status());
            assertEquals(
                    403,
                    api.as(
                                    operator.secret(),
                                    "DELETE",
                                    "/api-token/" + caller.token().id(),
                                    null)
                            .status());
            assertEquals(
                    403,
                    api.as(caller.secret(), "POST", "/integrated-account", ACCOUNT)
                            .status());
            assertEquals(1, rooms.accounts.list(10, null).items().size());
            rooms.apiTokens.revoke(operator.token().id());
            assertEquals(
                    401, api.as(operator.secret(), "GET", "/integration", null).status());
        }
    }

    @Test
    void saysSoWhenTheAuditTrailCannotBeWritten() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String mcp = "/integrated-account/" + rooms.connected("Widgets").id() + "/mcp";
            rooms.where.execute("alter table audit_lines rename to audit_away");
            Reply refused = api.post(mcp, "{\"name\": \"Desk\"}");
            assertEquals(503, refused.status());
            assertFalse(refused.json().has("token"));
            rooms.where.execute("alter table audit_away rename to audit_lines");
            assertEquals(201, api.post(mcp, "{\"name\": \"Desk\"}").status());
        }
    }

    @Test
    void trustsNoForeignHostInUrls() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String mcp = "/integrated-account/" + rooms.connected("Widgets").id() + "/mcp";
            String answer =
                    RawRequest.post(api.port(), mcp, "evil.example", rooms.firstToken(), "{\"name\": \"Desk\"}");
            assertTrue(answer.startsWith("HTTP/1.1 201"), answer);
            assertTrue(answer.contains("\"url\":\"http://127.0.0.1:" + api.port() + "/mcp/"), answer);
            assertFalse(answer.contains("evil.example"));
            String local = RawRequest.post(
                    api.port(), mcp, "localhost:" + api.port(), rooms.firstToken(), "{\"name\": \"Desk\"}");
            assertTrue(local.contains("\"url\":\"http://localhost:" + api.port() + "/mcp/"), local);
        }
    }
}

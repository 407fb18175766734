package dev.patchbay.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.AcmeVendor;
import dev.patchbay.Rooms;
import dev.patchbay.admin.AdminServer.Reply;
import dev.patchbay.audit.AuditFilter;
import dev.patchbay.audit.AuditLine;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.Postgres;
import dev.patchbay.token.Admission;
import dev.patchbay.token.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** What an operator does with servers beyond minting and revoking them. */
@ExtendWith(Postgres.class)
class AdminServersTest {
    @TempDir
    Path folder;

    @Test
    void previewsWhatAServerWouldList() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String mcp = "/integrated-account/" + rooms.connected("Widgets").id() + "/mcp";
            String config = "{\"config\": {\"methods\": [\"read\"], \"tags\": [\"support\"]}, \"name\": \"Desk\"}";
            Reply preview = api.post(mcp + "/preview", config);
            assertEquals(200, preview.status());
            assertEquals(1, preview.json().at("/tools").asInt());
            assertEquals(4, preview.json().at("/all/tools").asInt());
            assertEquals("list_all_acme_tickets", preview.text("/result/0/name"));
            assertEquals("reads", preview.text("/result/0/effect"));
            assertEquals(
                    List.of("read 2", "write 2", "custom 2", "create 1", "list 1", "merge 1", "totals 1"),
                    counted(preview, "methods", "word"));
            assertEquals(List.of("finance 1", "support 3"), counted(preview, "tags", "tag"));
            assertEquals(
                    0, rooms.servers.list(mcp.split("/")[2], 10, null).items().size());

            Reply minted = api.post(mcp, config);
            assertEquals(preview.json().at("/tools"), minted.json().at("/tools/count"));
            assertEquals(preview.json().at("/bytes"), minted.json().at("/tools/bytes"));
            Admission.Granted grant =
                    assertInstanceOf(Admission.Granted.class, rooms.gate.admit(minted.text("/token"), null));
            byte[] listed =
                    rooms.serverTools.listed(grant.server(), grant.account()).array();
            assertEquals(listed.length, preview.json().at("/bytes").asInt(), "as long as the list that clients get");

            Reply search = api.post(mcp + "/preview", "{\"config\": {\"discovery\": \"search\"}}");
            assertEquals(3, search.json().at("/tools").asInt());
            assertEquals(4, search.json().at("/result").size());
            assertEquals(4, api.post(mcp + "/preview", "{}").json().at("/tools").asInt());
            Reply wrong = api.post(mcp + "/preview", "{\"config\": {\"methods\": [\"reed\"], \"tags\": [\"suport\"]}}");
            assertEquals(422, wrong.status());
            assertEquals(List.of("config.methods", "config.tags"), wrong.errorFields());
        }
    }

    @Test
    void warnsOfAFilterThatLeavesNothing() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String mcp = "/integrated-account/" + rooms.connected("Widgets").id() + "/mcp";
            Reply empty = api.post(
                    mcp, "{\"name\": \"Desk\", \"config\": {\"methods\": [\"create\"], \"tags\": [\"finance\"]}}");
            assertEquals(201, empty.status());
            assertTrue(
                    empty.text("/warnings/0").contains("no tool passes"),
                    empty.http().body());
            Reply mended = api.patch(empty.header("Location"), "{\"config\": {\"tags\": null}}");
            assertEquals(0, mended.json().at("/warnings").size());
            assertFalse(api.get(empty.header("Location")).json().has("warnings"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void rotatesAUrlAndShowsTheNewOneOnce(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "https://patchbay.example")) {
            String mcp = "/integrated-account/" + rooms.connected("Widgets").id() + "/mcp";
            Reply minted = api.post(mcp, "{\"name\": \"Desk\"}");
            String path = minted.header("Location");
            Reply rotated = api.post(path + "/rotate", "{\"grace_seconds\": 3600}");
            assertEquals(200, rotated.status());
            assertEquals(minted.text("/id"), rotated.text("/id"));
            assertNotEquals(minted.text("/token"), rotated.text("/token"));
            assertEquals("https://patchbay.example/mcp/" + rotated.text("/token"), rotated.text("/url"));
            String until = rooms.clock.instant().plusSeconds(3600).toString();
            assertEquals(until, rotated.text("/previous_url_until"));
            assertEquals(until, api.get(path).text("/previous_url_until"));
            assertFalse(api.get(path).json().has("token"));
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(minted.text("/token"), null));
            rooms.clock.step(Duration.ofHours(1));
            assertInstanceOf(Admission.Expired.class, rooms.gate.admit(minted.text("/token"), null));
            assertTrue(api.get(path).json().at("/previous_url_until").isNull());

            Reply atOnce = api.post(path + "/rotate", null);
            assertEquals(200, atOnce.status());
            assertTrue(atOnce.json().at("/previous_url_until").isNull());
            assertInstanceOf(Admission.Expired.class, rooms.gate.admit(rotated.text("/token"), null));
            for (String bad : List.of("-1", "604801", "1.5", "\"1\"")) {
                Reply refused = api.post(path + "/rotate", "{\"grace_seconds\": " + bad + "}");
                assertEquals(List.of("grace_seconds"), refused.errorFields(), bad);
            }
            assertEquals(404, api.post(mcp + "/srv_none/rotate", "{}").status());

            List<AuditLine> lines = rooms.audit.latest(AuditFilter.ALL, 10, null);
            assertEquals(
                    List.of("server.rotate", "server.rotate", "server.mint"),
                    lines.stream().map(each -> each.entry().action()).toList());
            for (String secret : List.of(minted.text("/token"), rotated.text("/token"), atOnce.text("/token"))) {
                lines.forEach(each -> assertFalse(each.toString().contains(secret)));
                assertFalse(rooms.where.dump().contains(secret));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void duplicatesAServer(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String mcp = "/integrated-account/" + rooms.connected("Widgets").id() + "/mcp";
            Reply model = api.post(mcp, """
                    {"name": "Desk", "config": {"methods": ["read"], "tags": ["support"], "confirm": true,
                     "require_api_token_auth": true}, "expires_at": "2027-01-31T12:00:00Z"}""");
            String path = model.header("Location");
            Reply copy = api.post(path + "/duplicate", null, "Idempotency-Key", "d1");
            assertEquals(201, copy.status());
            assertEquals("Copy of Desk", copy.text("/name"));
            assertEquals(model.json().at("/config"), copy.json().at("/config"));
            assertEquals("2027-01-31T12:00:00Z", copy.text("/expires_at"));
            assertNotEquals(model.text("/token"), copy.text("/token"));
            Reply again = api.post(path + "/duplicate", null, "Idempotency-Key", "d1");
            assertEquals(200, again.status());
            assertEquals(copy.text("/id"), again.text("/id"));
            Reply named = api.post(path + "/duplicate", "{\"name\": \"Night desk\", \"expires_at\": null}");
            assertEquals("Night desk", named.text("/name"));
            assertTrue(named.json().at("/expires_at").isNull());
            assertEquals(
                    List.of("name"),
                    api.post(path + "/duplicate", "{\"name\": \" \"}").errorFields());
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsTheServersOfAllAccounts(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String one = rooms.connected("One").id();
            String two = rooms.connected("Two").id();
            Reply desk = api.post("/integrated-account/" + one + "/mcp", "{\"name\": \"Desk 100%\"}");
            Reply night = api.post(
                    "/integrated-account/" + two + "/mcp",
                    "{\"name\": \"Night desk\", \"expires_at\": \""
                            + rooms.clock.instant().plusSeconds(60) + "\"}");
            Reply gone = api.post("/integrated-account/" + two + "/mcp", "{\"name\": \"Gone\"}");
            api.delete(gone.header("Location"));
            List<String> both = List.of(desk.text("/id"), night.text("/id"));
            assertEquals(both, ids(api.get("/mcp-server")));
            assertEquals("One", api.get("/mcp-server").text("/result/0/integrated_account_name"));
            assertEquals("acme", api.get("/mcp-server").text("/result/0/integration"));
            assertEquals(
                    4, api.get("/mcp-server").json().at("/result/0/tools/count").asInt());
            Reply first = api.get("/mcp-server?limit=1");
            assertEquals(both.subList(0, 1), ids(first));
            assertEquals(both.subList(1, 2), ids(api.get("/mcp-server?next_cursor=" + first.text("/next_cursor"))));
            assertEquals(both.subList(1, 2), ids(api.get("/mcp-server?integrated_account_id=" + two)));
            assertEquals(both, ids(api.get("/mcp-server?q=DESK")));
            assertEquals(both.subList(0, 1), ids(api.get("/mcp-server?q=0%25")));
            assertEquals(List.of(), ids(api.get("/mcp-server?q=_esk")));
            String soon = rooms.clock.instant().plusSeconds(61).toString();
            assertEquals(both.subList(1, 2), ids(api.get("/mcp-server?expires_before=" + soon)));
            assertEquals(both, ids(api.get("/mcp-server?status=active")));
            rooms.clock.step(Duration.ofSeconds(60));
            assertEquals(both.subList(1, 2), ids(api.get("/mcp-server?status=expired")));
            assertEquals(both.subList(0, 1), ids(api.get("/mcp-server?status=active")));
            for (String bad : List.of("status=odd", "expires_before=soon", "limit=0", "next_cursor=x", "planet=mars")) {
                Reply refused = api.get("/mcp-server?" + bad);
                assertEquals(List.of(bad.split("=")[0]), refused.errorFields());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsTheAccountsThatAreAskedFor(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String one = rooms.connected("North store").id();
            String two = rooms.connected("South store").id();
            api.post("/integrated-account/" + two + "/mcp", "{\"name\": \"Desk\"}");
            rooms.health.needsReauth(two, "refused");
            assertEquals(List.of(one, two), ids(api.get("/integrated-account?integration=acme")));
            assertEquals(List.of(), ids(api.get("/integrated-account?integration=other")));
            assertEquals(List.of(two), ids(api.get("/integrated-account?status=needs_reauth")));
            assertEquals(List.of(one), ids(api.get("/integrated-account?q=NORTH")));
            assertEquals(
                    List.of("status"), api.get("/integrated-account?status=odd").errorFields());
            Reply all = api.get("/integrated-account");
            assertEquals(0, all.json().at("/result/0/servers").asInt());
            assertEquals(1, all.json().at("/result/1/servers").asInt());
            Reply uncounted = api.get("/integrated-account?counts=false");
            assertEquals(List.of(one, two), ids(uncounted));
            assertTrue(uncounted.json().at("/result/1/servers").isNull());
            assertEquals(
                    1,
                    api.get("/integrated-account/" + two).json().at("/servers").asInt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void testsAConnectionBeforeAndAfterItIsMade(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AcmeVendor vendor = new AcmeVendor();
                AdminServer api = new AdminServer(rooms, "")) {
            String good = body(vendor.url(), Rooms.SECRET, "eu");
            Reply ok = api.post("/integrated-account/test", good);
            assertEquals(200, ok.status());
            assertTrue(ok.json().at("/ok").asBoolean());
            assertEquals("ok", ok.text("/status"));
            assertEquals(200, ok.json().at("/vendor_status").asInt());
            Reply refused = api.post("/integrated-account/test", body(vendor.url(), "canary-secret", "eu"));
            assertFalse(refused.json().at("/ok").asBoolean());
            assertEquals("unauthorized", refused.text("/status"));
            assertEquals(401, refused.json().at("/vendor_status").asInt());
            assertFalse(refused.http().body().contains("canary-secret"));
            vendor.status = 403;
            assertEquals("rejected", api.post("/integrated-account/test", good).text("/status"));
            vendor.status = 503;
            assertEquals(
                    "unreachable", api.post("/integrated-account/test", good).text("/status"));
            assertEquals(List.of(), ids(api.get("/integrated-account")), "nothing is kept");
            assertEquals(
                    List.of("context.region"),
                    api.post("/integrated-account/test", body(vendor.url(), "k", "mars"))
                            .errorFields());

            Reply account = api.post("/integrated-account", good);
            String path = account.header("Location");
            assertEquals("unreachable", api.post(path + "/test", null).text("/status"));
            assertEquals("unreachable", api.get(path).text("/status"));
            vendor.status = 200;
            assertEquals("ok", api.post(path + "/test", "{}").text("/status"));
            assertEquals("active", api.get(path).text("/status"));
            assertEquals(
                    "no_check",
                    api.post("/integrated-account/" + rooms.connected("Plain").id() + "/test", null)
                            .text("/status"));
            assertEquals(
                    404, api.post("/integrated-account/acc_none/test", null).status());
            assertFalse(rooms.where.dump().contains("canary-secret"));
        }
    }

    @Test
    void tellsWhoAsks() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            Reply admin = api.get("/session");
            assertEquals("admin", admin.text("/role"));
            assertEquals(4, admin.json().at("/permissions").size());
            String caller =
                    rooms.apiTokens.create("bot", Role.CALLER, null, "apt_test").secret();
            Reply bot = api.as(caller, "GET", "/session", null);
            assertEquals("bot", bot.text("/name"));
            assertEquals("use", bot.text("/permissions/0"));
            assertEquals(401, api.as("wrong", "GET", "/session", null).status());
        }
    }

    private static String body(String url, String key, String region) {
        return """
                {"integration": "acme", "name": "Widgets", "context": {"subdomain": "widgets", "region": "%s"},
                 "credentials": {"api_key": "%s"}, "base_url": "%s"}""".formatted(region, key, url);
    }

    private static List<String> ids(Reply reply) {
        return reply.json()
                .at("/result")
                .valueStream()
                .map(each -> each.at("/id").asString())
                .toList();
    }

    private static List<String> counted(Reply reply, String list, String name) {
        return reply.json()
                .at("/" + list)
                .valueStream()
                .map((JsonNode each) ->
                        each.at("/" + name).asString() + " " + each.at("/tools").asInt())
                .toList();
    }
}

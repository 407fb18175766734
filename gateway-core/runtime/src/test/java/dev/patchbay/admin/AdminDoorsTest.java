package dev.patchbay.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Rooms;
import dev.patchbay.admin.AdminServer.Reply;
import dev.patchbay.api.admin.AdminAnswer;
import dev.patchbay.api.admin.AdminRequest;
import dev.patchbay.api.admin.AdminSession;
import dev.patchbay.audit.AuditFilter;
import dev.patchbay.audit.AuditLine;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.Postgres;
import dev.patchbay.token.MintedApiToken;
import dev.patchbay.token.Role;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The admin API by HTTP and from within the process: one API. */
@ExtendWith(Postgres.class)
class AdminDoorsTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    private record Asked(String method, String path, String body) {}

    @Test
    void answersTheSameThroughBothDoors() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "https://patchbay.example")) {
            String account = "/integrated-account/" + rooms.connected("Widgets").id();
            AdminSession session = api.session(rooms.firstToken());
            for (Asked asked : List.of(
                    new Asked("GET", "/integrated-account?limit=1", null),
                    new Asked("GET", account, null),
                    new Asked("HEAD", account, null),
                    new Asked("GET", account + "/tools", null),
                    new Asked("GET", account + "/mcp", null),
                    new Asked("GET", "/integration", null),
                    new Asked("GET", "/api-token", null),
                    new Asked("GET", "/audit/verdict", null),
                    new Asked("GET", "/integrated-account?limit=0", null),
                    new Asked("GET", "/integrated-account?planet=mars", null),
                    new Asked("GET", "/integrated-account/acc_none", null),
                    new Asked("GET", "/integrated-account/a/b/c/d", null),
                    new Asked("PUT", "/integrated-account", "{}"),
                    new Asked("POST", "/integrated-account", null),
                    new Asked("POST", "/integrated-account", "[]"),
                    new Asked("POST", "/integrated-account", "{\"name\": 7, \"nme\": \"x\"}"),
                    new Asked("PATCH", account, "{\"context\": {\"subdomain\": \"NO\"}}"))) {
                Reply http = api.send(api.request(asked.method(), asked.path(), rooms.firstToken(), asked.body()));
                AdminAnswer direct = session.ask(request(asked));
                assertEquals(http.status(), direct.status(), asked.toString());
                assertEquals(http.header("Allow"), direct.headers().getOrDefault("Allow", ""));
                if (!asked.method().equals("HEAD")) {
                    assertEquals(http.json(), JSON.valueToTree(direct.body()), asked.toString());
                }
                assertNotEquals(http.header("X-Request-Id"), direct.headers().get("X-Request-Id"), "each has its own");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesTheSameAuditLinesForBothDoors(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "https://patchbay.example")) {
            String path = "/integrated-account/" + rooms.connected("Widgets").id() + "/mcp";
            AdminSession session = api.session(rooms.firstToken());
            Reply http = api.post(path, "{\"name\": \"Desk\"}");
            AdminAnswer direct = session.ask(AdminRequest.of("POST", path)
                    .withBody(Map.of("name", "Desk"))
                    .from("127.0.0.1"));
            JsonNode body = JSON.valueToTree(direct.body());
            assertEquals(201, direct.status());
            assertEquals(names(http.json()), names(body));
            assertEquals(
                    "https://patchbay.example/mcp/" + body.at("/token").asString(),
                    body.at("/url").asString());
            assertEquals(
                    path + "/" + body.at("/id").asString(), direct.headers().get("Location"));
            List<AuditLine> lines = rooms.audit.latest(AuditFilter.ALL, 10, null);
            assertEquals(2, lines.size());
            assertEquals(
                    direct.headers().get("X-Request-Id"), lines.get(0).entry().requestId());
            assertEquals(lines.get(1).entry().apiTokenId(), lines.get(0).entry().apiTokenId());
            assertEquals("server.mint", lines.get(0).entry().action());
            assertEquals("127.0.0.1", lines.get(0).entry().remoteAddress());
        }
    }

    @ParameterizedTest
    @EnumSource
    void createsOnceForOneIdempotencyKeyWhicheverDoorItCameBy(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String path = "/integrated-account/" + rooms.connected("Widgets").id() + "/mcp";
            Reply http = api.post(path, "{\"name\":\"Desk\"}", "Idempotency-Key", "k1");
            AdminAnswer direct = api.session(rooms.firstToken())
                    .ask(AdminRequest.of("POST", path)
                            .withHeader("Idempotency-Key", "k1")
                            .withBody(Map.of("name", "Desk")));
            assertEquals(200, direct.status());
            assertEquals(
                    http.text("/id"),
                    JSON.<JsonNode>valueToTree(direct.body()).at("/id").asString());
        }
    }

    @ParameterizedTest
    @EnumSource
    void closesASessionWithItsToken(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            MintedApiToken operator = rooms.apiTokens.create(
                    "ops", Role.OPERATOR, rooms.clock.instant().plus(Duration.ofDays(1)), "apt_test");
            MintedApiToken other = rooms.apiTokens.create("other", Role.OPERATOR, null, "apt_test");
            AdminSession first = api.session(operator.secret());
            AdminSession second = api.session(other.secret());
            AdminRequest request = AdminRequest.of("GET", "/integration");
            assertEquals("operator", first.role());
            assertEquals(operator.token().id(), first.tokenId());
            assertEquals(200, first.ask(request).status());
            assertEquals(403, first.ask(AdminRequest.of("GET", "/api-token")).status());
            assertEquals(200, second.ask(request).status());
            rooms.clock.step(Duration.ofDays(2));
            assertEquals(401, first.ask(request).status(), "expired");
            rooms.apiTokens.revoke(other.token().id());
            AdminAnswer closed = second.ask(request);
            assertEquals(401, closed.status(), "revoked");
            assertFalse(closed.good());
            assertTrue(api.sessions().open(other.secret()).isEmpty());
            assertTrue(api.sessions().open("wrong").isEmpty());
        }
    }

    private static AdminRequest request(Asked asked) {
        String[] parts = asked.path().split("\\?", 2);
        AdminRequest request = AdminRequest.of(asked.method(), parts[0]);
        if (parts.length == 2) {
            String[] pair = parts[1].split("=", 2);
            request = request.withQuery(pair[0], pair[1]);
        }
        return asked.body() == null ? request : request.withBody(JSON.readValue(asked.body(), Object.class));
    }

    private static Set<String> names(JsonNode object) {
        return new TreeSet<>(object.propertyNames());
    }
}

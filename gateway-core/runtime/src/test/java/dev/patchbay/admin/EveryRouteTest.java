package dev.patchbay.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Rooms;
import dev.patchbay.admin.AdminServer.Reply;
import dev.patchbay.audit.AuditFilter;
import dev.patchbay.audit.AuditLine;
import dev.patchbay.store.Dialect;
import dev.patchbay.token.Permission;
import dev.patchbay.token.Role;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What holds for every route there is, whoever has added it. */
class EveryRouteTest {
    @TempDir
    Path folder;

    @Test
    void showsNoSecretButInTheAnswerThatMadeIt() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String account = rooms.connected("Widgets").id();
            String mcp = "/integrated-account/" + account + "/mcp";
            Reply first = api.post(mcp, "{\"name\": \"Desk\"}", "Idempotency-Key", "k");
            Reply second = api.post(first.header("Location") + "/rotate", "{\"grace_seconds\": 60}");
            Reply copy = api.post(first.header("Location") + "/duplicate", null);
            Reply token = api.post("/api-token", "{\"name\": \"ci\", \"role\": \"operator\"}");
            List<String> secrets = List.of(
                    first.text("/token"),
                    second.text("/token"),
                    copy.text("/token"),
                    token.text("/token"),
                    rooms.firstToken(),
                    Rooms.SECRET);
            List<Reply> replies = new ArrayList<>();
            replies.add(api.post(mcp, "{\"name\": \"Desk\"}", "Idempotency-Key", "k"));
            replies.add(api.patch(first.header("Location"), "{\"name\": \"Night desk\"}"));
            replies.add(api.post(mcp + "/preview", "{}"));
            Map<String, String> variables = Map.of(
                    "account",
                    account,
                    "server",
                    first.text("/id"),
                    "tool",
                    "acme_reports_totals",
                    "integration",
                    "acme",
                    "token",
                    token.text("/id"),
                    "line",
                    api.get("/audit?limit=1").text("/result/0/id"));
            int read = 0;
            for (Routes.Route route : api.routes().all()) {
                if (route.method().equals("GET") && !route.path().endsWith("/location")) {
                    Reply reply = api.get(filled(route, variables));
                    assertEquals(200, reply.status(), route + reply.http().body());
                    replies.add(reply);
                    read++;
                }
            }
            assertTrue(read >= 18, "routes that were read: " + read);
            for (String secret : secrets) {
                for (Reply reply : replies) {
                    assertFalse(
                            reply.http().body().contains(secret),
                            () -> reply.http().uri() + " shows a secret");
                    assertFalse(reply.http().headers().map().toString().contains(secret));
                }
                assertFalse(rooms.where.dump().contains(secret), "the store holds a secret");
            }
            for (Reply reply : replies) {
                assertEquals("no-store", reply.header("Cache-Control"));
                assertEquals("no-referrer", reply.header("Referrer-Policy"));
            }
        }
    }

    @Test
    void isOpenToThoseWhomItsPermissionNamesAndNobodyElse() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            for (Routes.Route route : api.routes().all()) {
                String path = filled(route, Map.of());
                Permission permission = route.permission();
                if (permission == null) {
                    assertEquals("/openapi.json", route.path(), "open to everybody");
                    continue;
                }
                assertEquals(401, api.as(null, route.method(), path, null).status(), route.toString());
                assertEquals(401, api.as("wrong", route.method(), path, null).status(), route.toString());
                for (Role role : Role.values()) {
                    if (!role.allows(permission)) {
                        String secret = rooms.apiTokens
                                .create("as " + role, role, null, "apt_test")
                                .secret();
                        assertEquals(
                                403, api.as(secret, route.method(), path, null).status(), route + " as " + role);
                    }
                }
            }
        }
    }

    /** An API walk: whatever a request has changed is on record, with what was before and what is after. */
    @Test
    void putsEveryChangeOnRecord() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            List<String> expected = new ArrayList<>();
            Reply account = changed(expected, "account.connect", api.post("/integrated-account", """
                    {"integration": "acme", "name": "Widgets", "context": {"subdomain": "widgets"},
                     "credentials": {"api_key": "k"}}"""));
            String one = account.header("Location");
            changed(expected, "account.update", api.patch(one, "{\"name\": \"Gadgets\"}"));
            changed(expected, "account.test", api.post(one + "/test", null));
            Reply server = changed(expected, "server.mint", api.post(one + "/mcp", "{\"name\": \"Desk\"}"));
            String desk = server.header("Location");
            changed(expected, "server.update", api.patch(desk, "{\"name\": \"Night desk\"}"));
            changed(expected, "server.rotate", api.post(desk + "/rotate", null));
            changed(expected, "server.mint", api.post(desk + "/duplicate", null));
            changed(expected, "server.revoke", api.delete(desk));
            changed(expected, "account.disconnect", api.delete(one));
            Reply token = changed(
                    expected, "api_token.create", api.post("/api-token", "{\"name\": \"x\", \"role\": \"caller\"}"));
            changed(expected, "api_token.revoke", api.delete(token.header("Location")));
            List<AuditLine> lines = new ArrayList<>(rooms.audit.latest(AuditFilter.ALL, 50, null));
            Collections.reverse(lines);
            assertEquals(
                    expected, lines.stream().map(each -> each.entry().action()).toList());
            for (AuditLine line : lines) {
                String detail = String.valueOf(line.entry().detail());
                boolean made = detail.contains("\"before\":null");
                boolean gone = detail.contains("\"after\":null");
                assertEquals(
                        line.entry().action().matches(".*\\.(connect|mint|create)"),
                        made,
                        line.entry().action());
                assertEquals(
                        line.entry().action().matches(".*\\.(revoke|disconnect)"),
                        gone,
                        line.entry().action());
            }
        }
    }

    private static Reply changed(List<String> actions, String action, Reply reply) {
        assertTrue(reply.status() < 300, action + ": " + reply.http().body());
        actions.add(action);
        return reply;
    }

    private static String filled(Routes.Route route, Map<String, String> variables) {
        StringBuilder path = new StringBuilder();
        for (String segment : route.segments()) {
            path.append('/')
                    .append(
                            segment.startsWith("{")
                                    ? variables.getOrDefault(segment.substring(1, segment.length() - 1), "none")
                                    : segment);
        }
        return path.toString();
    }
}

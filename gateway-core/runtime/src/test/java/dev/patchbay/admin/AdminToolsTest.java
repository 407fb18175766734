package dev.patchbay.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Acme;
import dev.patchbay.Await;
import dev.patchbay.Rooms;
import dev.patchbay.admin.AdminServer.Reply;
import dev.patchbay.audit.AuditEntry;
import dev.patchbay.audit.AuditFilter;
import dev.patchbay.audit.AuditLine;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Tools as an operator looks at them and runs them by hand. */
@ExtendWith(Postgres.class)
class AdminToolsTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void runsAReadingToolAtOnceAndPutsItOnRecord(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String account = rooms.connected("Widgets").id();
            Reply ran = api.post(
                    "/integrated-account/" + account + "/tools/list_all_acme_tickets/call",
                    "{\"arguments\": {\"year\": 2026}}");
            assertEquals(200, ran.status(), ran.http().body());
            assertEquals(2026, ran.json().at("/structured/result/year").asInt());
            assertEquals(false, ran.json().at("/is_error").asBoolean(true));
            assertEquals("text", ran.text("/content/0/type"));
            assertEquals(ran.header("X-Request-Id"), ran.text("/request_id"));
            AuditEntry line = written(rooms, 1).get(0).entry();
            assertEquals("list_all_acme_tickets", line.action());
            assertEquals("reads", line.effect());
            assertEquals("ok", line.outcome());
            assertEquals(ran.header("X-Request-Id"), line.requestId());
            assertEquals(account, line.accountId());
            assertEquals(api.get("/session").text("/api_token_id"), line.apiTokenId());
            assertNull(line.serverId());
        }
    }

    @ParameterizedTest
    @EnumSource
    void runsAWritingToolOnlyWhenItIsConfirmed(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String tools = "/integrated-account/" + rooms.connected("Widgets").id() + "/tools/";
            Reply asked = api.post(tools + "acme_tickets_merge/call", "{\"arguments\": {}}");
            assertEquals(409, asked.status());
            assertTrue(asked.text("/detail").contains("cannot be undone"), asked.text("/detail"));
            assertTrue(asked.text("/detail").contains("Widgets"));
            assertEquals(
                    409,
                    api.post(tools + "create_a_acme_ticket/call", "{\"confirmed\": false}")
                            .status());
            Reply mistaken = api.post(tools + "acme_tickets_merge/call", "{\"arguments\": {\"year\": \"x\"}}");
            assertEquals(422, mistaken.status(), "what would be refused is not worth a confirmation");
            assertEquals(List.of("arguments.year"), mistaken.errorFields());
            assertEquals(List.of(), rooms.audit.latest(AuditFilter.ALL, 10, null));
            Reply done = api.post(tools + "acme_tickets_merge/call", "{\"arguments\": {}, \"confirmed\": true}");
            assertEquals(200, done.status());
            assertEquals(
                    List.of("ok", "started"),
                    written(rooms, 2).stream()
                            .map(each -> each.entry().outcome())
                            .toList());
        }
    }

    @Test
    void saysWhatIsWrongWithACall() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String tools = "/integrated-account/" + rooms.connected("Widgets").id() + "/tools/";
            Reply mistaken = api.post(tools + "list_all_acme_tickets/call", "{\"arguments\": {\"year\": \"x\"}}");
            assertEquals(200, mistaken.status());
            assertTrue(mistaken.json().at("/is_error").asBoolean());
            assertEquals("invalid_argument", mistaken.text("/structured/error/kind"));
            assertEquals(404, api.post(tools + "no_such_tool/call", "{}").status());
            assertEquals(
                    404,
                    api.post("/integrated-account/acc_none/tools/list_all_acme_tickets/call", "{}")
                            .status());
            assertEquals(
                    List.of("arguments", "confirmed", "extra"),
                    api.post(
                                    tools + "list_all_acme_tickets/call",
                                    "{\"arguments\": [], \"confirmed\": \"yes\", \"extra\": 1}")
                            .errorFields());
        }
    }

    @Test
    void showsToolsAsModelsReadThem() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            rooms.acme.add(Acme.UNLISTABLE);
            String tools = "/integrated-account/" + rooms.connected("Widgets").id() + "/tools";
            Reply all = api.get(tools);
            assertEquals(4, all.json().at("/result").size(), "what is quarantined no model reads");
            assertEquals(all.json(), api.get("/integration/acme/tools").json());
            assertEquals(
                    all.json().at("/result/1"),
                    api.get(tools + "/create_a_acme_ticket").json());
            assertEquals(404, api.get(tools + "/no%20name%20for%20a%20tool").status());
            assertEquals(
                    1, api.get(tools + "?effect=writes").json().at("/result").size());
            assertEquals(1, api.get(tools + "?tag=finance").json().at("/result").size());
            assertEquals(0, api.get(tools + "?tag=none").json().at("/result").size());
            assertEquals(1, api.get(tools + "?q=MERGE").json().at("/result").size());
            assertEquals(List.of("effect"), api.get(tools + "?effect=odd").errorFields());
            Reply first = api.get(tools + "?limit=3");
            Reply rest = api.get(tools + "?limit=3&next_cursor=" + first.text("/next_cursor"));
            assertEquals(3, first.json().at("/result").size());
            assertEquals(all.json().at("/result/3"), rest.json().at("/result/0"));
            assertTrue(rest.json().at("/next_cursor").isNull());
            assertEquals(404, api.get("/integration/nobody/tools").status());
        }
    }

    @Test
    void tellsHowAnIntegrationFares() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            rooms.acme.add(Acme.UNLISTABLE);
            Reply acme = api.get("/integration/acme");
            assertEquals("active", acme.text("/state"));
            assertEquals(4, acme.json().at("/tools").asInt());
            assertEquals(Acme.UNLISTABLE.name(), acme.text("/quarantined/0/tool"));
            assertTrue(acme.text("/quarantined/0/reason").contains("name"));
            assertEquals(0, acme.json().at("/problems").size());
            assertTrue(api.get("/integration?limit=1").json().at("/next_cursor").isNull());
            assertEquals(List.of("limit"), api.get("/integration?limit=x").errorFields());
        }
    }

    /** The line of a call that reads is written a moment after its answer. */
    private static List<AuditLine> written(Rooms rooms, int lines) {
        Await.until(
                "the audit line is written",
                BOUND,
                () -> rooms.audit.latest(AuditFilter.ALL, 10, null).size() == lines);
        return rooms.audit.latest(AuditFilter.ALL, 10, null);
    }
}

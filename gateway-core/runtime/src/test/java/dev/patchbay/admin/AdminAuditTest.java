package dev.patchbay.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Rooms;
import dev.patchbay.admin.AdminServer.Reply;
import dev.patchbay.audit.AuditEntry;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The audit trail as it is looked through, followed and counted. */
@ExtendWith(Postgres.class)
class AdminAuditTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void showsTheLinesThatAreAskedFor(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            Instant now = rooms.clock.instant();
            rooms.audit.recordNow(entry(now.minusSeconds(30), "r1", "acme", "list_all", "reads", "ok", 10));
            rooms.audit.recordNow(entry(now.minusSeconds(20), "r2", "acme", "merge", "destroys", "vendor_failed", 20));
            rooms.audit.recordNow(entry(now.minusSeconds(10), "r3", "other", "list_all", "reads", "ok", 30));
            assertEquals(List.of("r3", "r2", "r1"), requests(api.get("/audit")));
            assertEquals(List.of("r2"), requests(api.get("/audit?request_id=r2")));
            assertEquals(List.of("r2", "r1"), requests(api.get("/audit?integration=acme")));
            assertEquals(List.of("r2"), requests(api.get("/audit?effect=destroys")));
            assertEquals(List.of("r2"), requests(api.get("/audit?outcome=vendor_failed")));
            assertEquals(List.of("r3", "r1"), requests(api.get("/audit?action=list_all")));
            assertEquals(List.of("r1"), requests(api.get("/audit?until=" + now.minusSeconds(20))));
            assertEquals(
                    List.of("r2"),
                    requests(api.get("/audit?since=" + now.minusSeconds(20) + "&until=" + now.minusSeconds(10))));
            Reply newest = api.get("/audit?limit=1");
            assertEquals(
                    newest.json().at("/result/0"),
                    api.get("/audit/" + newest.text("/result/0/id")).json());
            for (String none : List.of("0", "999999", "x", "9999999999999999999")) {
                assertEquals(404, api.get("/audit/" + none).status(), none);
            }
            for (String bad : List.of("effect=odd", "since=x", "until=x", "after=x", "next_cursor=x")) {
                assertEquals(
                        List.of(bad.split("=")[0]), api.get("/audit?" + bad).errorFields());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesWhatIsThereStill(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String path = "/integrated-account/" + rooms.connected("Widgets").id();
            String server = path + "/mcp/"
                    + api.post(path + "/mcp", "{\"name\": \"Desk\"}").text("/id");
            Reply minted = api.get("/audit?action=server.mint");
            assertEquals("Desk", minted.text("/result/0/mcp_name"));
            assertEquals("Widgets", minted.text("/result/0/integrated_account_name"));
            String line = "/audit/" + minted.text("/result/0/id");
            api.patch(server, "{\"name\": \"Counter\"}");
            assertEquals("Counter", api.get(line).text("/mcp_name"), "as it is called now");
            api.delete(server);
            assertTrue(api.get(line).json().at("/mcp_name").isNull());
            assertEquals("Widgets", api.get(line).text("/integrated_account_name"));
            api.delete(path);
            assertTrue(api.get(line).json().at("/integrated_account_name").isNull());
            assertFalse(api.get(line).json().at("/integrated_account_id").isNull(), "its id stays");
        }
    }

    @ParameterizedTest
    @EnumSource
    void isFollowedWithoutALineLostOrTwice(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            Reply empty = api.get("/audit");
            String cursor = empty.text("/newest_cursor");
            List<String> seen = new ArrayList<>();
            List<String> written = new ArrayList<>();
            for (int i = 0; i < 7; i++) {
                written.add("r" + i);
                rooms.audit.recordNow(entry(rooms.clock.instant(), "r" + i, "acme", "list_all", "reads", "ok", 1));
                if (i % 3 == 0) {
                    Reply more = api.get("/audit?limit=2&after=" + cursor);
                    List<String> lines = new ArrayList<>(requests(more));
                    Collections.reverse(lines);
                    seen.addAll(lines);
                    cursor = more.text("/newest_cursor");
                }
            }
            Reply rest;
            do {
                rest = api.get("/audit?limit=2&after=" + cursor);
                List<String> lines = new ArrayList<>(requests(rest));
                Collections.reverse(lines);
                seen.addAll(lines);
                cursor = rest.text("/newest_cursor");
            } while (rest.json().at("/result").size() > 0);
            assertEquals(written, seen);
            assertEquals(cursor, api.get("/audit").text("/newest_cursor"));
            assertEquals(
                    List.of("after"),
                    api.get("/audit?after=" + cursor + "&next_cursor=" + cursor).errorFields());
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsTheCallsOfAnHour(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            Reply none = api.get("/statistics");
            assertEquals(0, none.json().at("/calls").asInt(-1));
            assertTrue(none.json().at("/p50_millis").isNull());
            Instant now = rooms.clock.instant();
            for (int i = 1; i <= 100; i++) {
                rooms.audit.record(entry(now.minusSeconds(90), "r" + i, "acme", "list_all", "reads", "ok", i));
            }
            rooms.audit.record(entry(now.minusSeconds(10), "w", "acme", "merge", "destroys", "started", 0));
            rooms.audit.record(entry(now.minusSeconds(10), "w", "acme", "merge", "destroys", "rate_limited", 5));
            rooms.audit.record(entry(now.minusSeconds(5), "a", "acme", "server.mint", "admin", "ok", 5));
            rooms.audit.recordNow(entry(now.minus(Duration.ofHours(2)), "o", "acme", "merge", "destroys", "ok", 5));
            Reply hour = api.get("/statistics?window=hour");
            assertEquals(101, hour.json().at("/calls").asInt());
            assertEquals(1, hour.json().at("/errors").asInt());
            assertTrue(hour.json().at("/complete").asBoolean());
            assertEquals(60, hour.json().at("/bucket_seconds").asInt());
            assertEquals(60, hour.json().at("/buckets").size());
            assertEquals(100, hour.json().at("/buckets/58/calls").asInt());
            assertEquals(1, hour.json().at("/buckets/59/calls").asInt());
            assertEquals(1, hour.json().at("/buckets/59/rate_limited").asInt());
            assertEquals(50, hour.json().at("/p50_millis").asInt());
            assertEquals(95, hour.json().at("/p95_millis").asInt());
            assertEquals("list_all", hour.text("/by_tool/0/tool"));
            assertEquals(100, hour.json().at("/by_tool/0/calls").asInt());
            assertEquals("srv_1", hour.text("/by_server/0/mcp_id"));
            assertEquals(
                    102, api.get("/statistics?window=day").json().at("/calls").asInt());
            assertEquals(
                    24, api.get("/statistics?window=day").json().at("/buckets").size());
            assertEquals(
                    101, api.get("/statistics?mcp_id=srv_1").json().at("/calls").asInt());
            assertEquals(
                    0,
                    api.get("/statistics?integrated_account_id=other")
                            .json()
                            .at("/calls")
                            .asInt());
            assertEquals(List.of("window"), api.get("/statistics?window=year").errorFields());
            assertFalse(api.get("/statistics?window=hour").json().has("result"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsTheCallsOfEachServer(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String mcp = "/integrated-account/" + rooms.connected("Widgets").id() + "/mcp";
            String desk = api.post(mcp, "{\"name\": \"Desk\"}").text("/id");
            String idle = api.post(mcp, "{\"name\": \"Idle\"}").text("/id");
            for (String list : List.of("/mcp-server", mcp)) {
                assertEquals(List.of(0, 0), counts(api.get(list)), list);
            }
            Instant now = rooms.clock.instant();
            for (int i = 1; i <= 3; i++) {
                rooms.audit.record(entry(now.minusSeconds(i), "r" + i, desk, "reads", "ok"));
            }
            rooms.audit.record(entry(now.minusSeconds(1), "w", desk, "destroys", "started"));
            rooms.audit.record(entry(now.minusSeconds(1), "w", desk, "destroys", "vendor_failed"));
            rooms.audit.record(entry(now, "a", desk, "admin", "ok"));
            rooms.audit.record(entry(now.minus(Duration.ofHours(24)), "d", desk, "writes", "ok"));
            rooms.audit.record(entry(now.minus(Duration.ofHours(25)), "o", desk, "writes", "ok"));
            rooms.audit.recordNow(entry(now, "h", null, "reads", "ok"));
            for (String list : List.of("/mcp-server", mcp)) {
                assertEquals(List.of(5, 0), counts(api.get(list)), list);
            }
            assertEquals("2026-11-23T12:00:00Z", api.get(mcp).text("/result/0/calls/since"));
            for (String one : List.of("/mcp-server/" + desk, mcp + "/" + desk)) {
                assertEquals(5, api.get(one).json().at("/calls/count").asInt(), one);
            }
            assertEquals(
                    api.get(mcp).json().at("/result/0/calls/count"),
                    api.get("/statistics?window=day&mcp_id=" + desk).json().at("/calls"),
                    "the same calls, counted from the lines");

            rooms.clock.step(Duration.ofHours(23).plusMinutes(59));
            rooms.audit.recordNow(entry(rooms.clock.instant(), "l", idle, "reads", "ok"));
            rooms.audit.purge(Duration.ZERO);
            assertEquals(List.of(4, 1), counts(api.get(mcp)));
            rooms.clock.step(Duration.ofHours(1).plusMinutes(1));
            assertEquals(List.of(0, 1), counts(api.get(mcp)));
            rooms.audit.purge(Duration.ZERO);
            assertEquals(1, rows(rooms));
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsTheLinesThatAreThereWhenItBeginsToCount(Dialect dialect) throws Exception {
        String account;
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            rooms.clock.set(Instant.now());
            account = rooms.connected("Widgets").id();
            String desk = rooms.minted(rooms.accounts.find(account).orElseThrow())
                    .server()
                    .id();
            for (int i = 0; i < 30; i++) {
                Instant at = rooms.clock.instant().minus(Duration.ofHours(i));
                rooms.audit.record(entry(at, "r" + i, desk, "reads", "ok"));
                rooms.audit.record(entry(at, "s" + i, desk, "writes", "started"));
            }
            rooms.audit.recordNow(entry(rooms.clock.instant(), "h", null, "reads", "ok"));
            rooms.where.execute("drop table server_calls");
            rooms.where.execute("drop index audit_lines_by_request");
            rooms.where.execute("drop table money_calls");
            rooms.where.execute("delete from \"schema_history\" where cast(\"version\" as integer) > 4");
            try (Rooms again = rooms.again();
                    AdminServer api = new AdminServer(again, "")) {
                assertEquals(List.of(25), counts(api.get("/mcp-server")));
                again.audit.recordNow(entry(again.clock.instant(), "n", desk, "reads", "ok"));
                assertEquals(List.of(26), counts(api.get("/mcp-server")));
            }
        }
    }

    @Test
    void countsWhatEveryNodeWrites() throws Exception {
        try (Rooms here = Rooms.fresh(Dialect.POSTGRESQL, folder);
                Rooms there = here.secondNode(folder.resolve("second"));
                AdminServer api = new AdminServer(here, "")) {
            String desk = here.minted(here.connected("Widgets")).server().id();
            for (int i = 0; i < 20; i++) {
                here.audit.record(entry(here.clock.instant(), "here" + i, desk, "reads", "ok"));
                there.audit.record(entry(here.clock.instant(), "there" + i, desk, "reads", "ok"));
            }
            here.audit.recordNow(entry(here.clock.instant(), "here", desk, "reads", "ok"));
            there.audit.recordNow(entry(here.clock.instant(), "there", desk, "reads", "ok"));
            assertEquals(List.of(42), counts(api.get("/mcp-server")));
        }
    }

    private static long rows(Rooms rooms) {
        return rooms.database.read(
                "count", session -> session.first("select count(*) as n from server_calls", row -> row.number("n")));
    }

    private static List<Integer> counts(Reply list) {
        return list.json()
                .at("/result")
                .valueStream()
                .map(each -> each.at("/calls/count").asInt(-1))
                .toList();
    }

    private static AuditEntry entry(Instant at, String request, String server, String effect, String outcome) {
        return entry(at, request, server, "acme", "list_all", effect, outcome, 1);
    }

    private static AuditEntry entry(
            Instant at, String request, String integration, String action, String effect, String outcome, long millis) {
        return entry(at, request, "srv_1", integration, action, effect, outcome, millis);
    }

    private static AuditEntry entry(
            Instant at,
            String request,
            String server,
            String integration,
            String action,
            String effect,
            String outcome,
            long millis) {
        return new AuditEntry(
                at,
                request,
                server,
                null,
                "acc_1",
                integration,
                "127.0.0.1",
                action,
                effect,
                outcome,
                null,
                millis,
                1,
                1,
                null,
                null);
    }

    private static List<String> requests(Reply reply) {
        return reply.json()
                .at("/result")
                .valueStream()
                .map(each -> each.at("/request_id").asString())
                .toList();
    }
}

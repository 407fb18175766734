package dev.patchbay.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Rooms;
import dev.patchbay.api.admin.AdminAnswer;
import dev.patchbay.api.admin.AdminRequest;
import dev.patchbay.api.admin.AdminSession;
import dev.patchbay.store.Cursor;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.Postgres;
import dev.patchbay.store.RecordedStatements.Query;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A page of a long list costs what a page of a short one does. The times that are printed mean something with
 * {@code -DargLine="-Dpatchbay.servers=10000 -Dpatchbay.lines=1000000 -Dpatchbay.samples=30"}; what is demanded is the plan.
 */
@ExtendWith(Postgres.class)
class LargeListsTest {
    private static final int SERVERS = Integer.getInteger("patchbay.servers", 1_000);
    private static final int LINES = Integer.getInteger("patchbay.lines", 25_000);
    private static final int SAMPLES = Integer.getInteger("patchbay.samples", 3);
    private static final int SHORT = 10;
    private static final List<String> CHANGES = List.of(
            "update servers set name = name where id = 'srv_1'",
            "update server_calls set calls = calls where server_id = 'srv_1'",
            "update audit_lines set detail = detail where node = 'bulk' and node_seq = 1");

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void opensALongListAsFastAsAShortOne(Dialect dialect) throws Exception {
        try (Rooms rooms = Rooms.fresh(dialect, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            String account = rooms.connected("Widgets").id();
            String other = rooms.connected("Gadgets").id();
            AdminSession session = api.session(rooms.firstToken());
            fill(rooms, account, 0, SHORT, SHORT);
            Map<String, AdminRequest> pages = pages(account, 0);
            Map<String, Double> before = times(rooms, session, pages);
            fill(rooms, account, SHORT, SERVERS, LINES);
            fill(rooms, other, SERVERS + LINES, SHORT, SHORT);
            rooms.where.execute(dialect == Dialect.H2 ? "analyze" : "vacuum analyze");
            pages = pages(account, LINES / 2);
            Map<String, Double> after = times(rooms, session, pages);
            for (String page : pages.keySet()) {
                System.out.println(dialect + ", " + page + ": "
                        + "%.2f ms with %d, %.2f ms with %d servers and %d lines: a ratio of %.2f"
                                .formatted(
                                        before.get(page),
                                        SHORT,
                                        after.get(page),
                                        SERVERS,
                                        LINES,
                                        after.get(page) / before.get(page)));
            }
            assertEquals(List.of(), readAsAWhole(rooms, session, pages));
            assertEquals(
                    List.of("r7"),
                    followed(session, AdminRequest.of("GET", "/audit").withQuery("action", "rare")));
        }
    }

    /** The request ids of a list, page by page; there is more than one page, and most are empty. */
    private static List<String> followed(AdminSession session, AdminRequest request) {
        List<String> found = new ArrayList<>();
        String cursor = null;
        int pages = 0;
        do {
            AdminRequest next = cursor == null ? request : request.withQuery("next_cursor", cursor);
            JsonNode page = JsonMapper.shared().valueToTree(session.ask(next).body());
            page.at("/result").forEach(each -> found.add(each.at("/request_id").asString()));
            cursor = page.at("/next_cursor").asString(null);
            pages++;
        } while (cursor != null);
        assertTrue(pages > 1, "a page looks through a part only");
        return found;
    }

    /** The plans by which a page reads a whole table, or sorts one. */
    private static List<String> readAsAWhole(Rooms rooms, AdminSession session, Map<String, AdminRequest> pages) {
        List<String> plans = new ArrayList<>();
        pages.forEach((name, request) -> {
            rooms.where.statements().taken();
            assertEquals(200, session.ask(request).status(), name);
            for (Query query : rooms.where.statements().taken()) {
                String plan = rooms.where.statements().plan(query);
                boolean ofALongTable = query.sql().contains(" from servers s where")
                        // What has no index is looked for in a part of the trail, however that is read.
                        || query.sql().contains(" from audit_lines")
                                && !query.sql().contains("id >= ?");
                boolean scans = plan.contains("Seq Scan") || plan.contains("tableScan");
                if (ofALongTable && readsAll(rooms.where.dialect(), plan)
                        // What a page's servers have there is added up in no order.
                        || query.sql().contains(" from server_calls") && scans) {
                    plans.add(name + ": " + query.sql() + "\n" + plan);
                }
            }
        });
        return plans;
    }

    /** H2 says when an index gives the order as well; PostgreSQL says when it does not. */
    private static boolean readsAll(Dialect dialect, String plan) {
        return dialect == Dialect.H2
                ? !plan.contains("index sorted")
                : plan.contains("Seq Scan") || plan.contains("Sort Key");
    }

    private static Map<String, AdminRequest> pages(String account, long middle) {
        Map<String, AdminRequest> pages = new LinkedHashMap<>();
        pages.put("servers of all accounts", AdminRequest.of("GET", "/mcp-server"));
        pages.put("servers of an account", AdminRequest.of("GET", "/integrated-account/" + account + "/mcp"));
        AdminRequest audit = AdminRequest.of("GET", "/audit");
        pages.put("audit", audit);
        if (middle > 0) {
            pages.put("audit, in its middle", audit.withQuery("next_cursor", Cursor.after(middle)));
        } else {
            pages.put("audit, in its middle", audit);
        }
        pages.put("audit of an account", audit.withQuery("integrated_account_id", account));
        pages.put("audit of an action", audit.withQuery("action", "rare"));
        pages.put("audit of an outcome", audit.withQuery("outcome", "rare"));
        pages.put("audit of an API token", audit.withQuery("api_token_id", "rare"));
        pages.put("audit of an integration", audit.withQuery("integration", "rare"));
        pages.put("audit of an effect", audit.withQuery("effect", "admin"));
        pages.put("audit of a request", audit.withQuery("request_id", "r7"));
        // As many lines on a page of the long list as the short one has.
        pages.replaceAll((name, request) -> request.withQuery("limit", String.valueOf(SHORT)));
        return pages;
    }

    /**
     * Milliseconds for each page, the median. Between two looks something changes, as it does in a gateway: H2 gives the same
     * result again as long as nothing has.
     */
    private static Map<String, Double> times(Rooms rooms, AdminSession session, Map<String, AdminRequest> pages) {
        Map<String, Double> medians = new LinkedHashMap<>();
        pages.forEach((name, request) -> {
            long[] nanos = new long[SAMPLES];
            for (int i = -SAMPLES; i < SAMPLES; i++) {
                CHANGES.forEach(rooms.where::execute);
                long began = System.nanoTime();
                AdminAnswer answer = session.ask(request);
                long took = System.nanoTime() - began;
                assertEquals(200, answer.status(), name + answer.body());
                if (i >= 0) {
                    nanos[i] = took;
                }
            }
            Arrays.sort(nanos);
            medians.put(name, nanos[SAMPLES / 2] / 1e6);
        });
        return medians;
    }

    private static void fill(Rooms rooms, String account, int from, int servers, int lines) {
        String counter = rooms.where.dialect() == Dialect.H2
                ? "system_range(%d, %d) as t(i)"
                : "generate_series(%d, %d) as t(i)";
        String hash = rooms.where.dialect() == Dialect.H2
                ? "cast('server' || i as varbinary)"
                : "cast('server' || i as bytea)";
        List<String> statements = List.of(
                "insert into servers (id, account_id, token_hash, name, methods, tags, require_api_token, confirm,"
                        + " discovery, created_at, updated_at, created_by) select 'srv_' || i, '" + account + "', "
                        + hash
                        + ", 'Server ' || i, '[]', '[]', false, false, 'list', current_timestamp, current_timestamp,"
                        + " 'apt_test' from " + counter.formatted(from + 1, from + servers),
                "insert into audit_lines (node, node_seq, prev_hash, hash, happened_at, request_id, server_id, account_id,"
                        + " integration, action, effect, outcome, duration_millis, request_bytes, response_bytes)"
                        + " select 'bulk', i, " + hash + ", " + hash + ", current_timestamp, 'r' || i, 'srv_1', '"
                        + account
                        + "', case when mod(i, 3) = 0 then 'other' else 'acme' end,"
                        + " case when i = 7 then 'rare' else 'list_all' end,"
                        + " case when mod(i, 4) = 0 then 'writes' else 'reads' end,"
                        + " case when mod(i, 9) = 0 then 'vendor_failed' else 'ok' end, 10, 1, 1 from "
                        + counter.formatted(from + 1, from + lines));
        statements.forEach(rooms.where::execute);
        for (int hour = 0; hour < 24; hour++) {
            // The oldest hour that is counted, and those after it.
            rooms.where.execute("insert into server_calls (server_id, epoch_hour, node, calls) select 'srv_' || i, "
                    + (rooms.clock.instant().getEpochSecond() / 3_600 - hour) + ", 'bulk', 5 from "
                    + counter.formatted(from + 1, from + servers));
        }
    }
}

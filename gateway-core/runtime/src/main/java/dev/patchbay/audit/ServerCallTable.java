package dev.patchbay.audit;

import dev.patchbay.store.Session;
import dev.patchbay.store.Where;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The calls of each server by the hour, kept with the audit lines that tell of them: a list of servers asks for the sums, and
 * does not count lines. Each node has rows of its own.
 */
final class ServerCallTable {
    private static final Duration COUNTED = Duration.ofDays(1);

    private ServerCallTable() {}

    private record Key(String server, long hour) {}

    /** Counts the calls among entries that a node writes; the node is in no other transaction that does. */
    static void add(Session session, String node, List<AuditEntry> entries) throws SQLException {
        Map<Key, Long> calls = entries.stream()
                .filter(each -> each.serverId() != null && CallCounts.counts(each))
                .collect(Collectors.groupingBy(
                        each -> new Key(String.valueOf(each.serverId()), hour(each.at())), Collectors.counting()));
        if (calls.isEmpty()) {
            return;
        }
        List<@Nullable Object[]> rows = new ArrayList<>();
        calls.forEach((key, more) -> rows.add(new @Nullable Object[] {more, key.server, key.hour, node}));
        int[] changed = session.runAll(
                "update server_calls set calls = calls + ? where server_id = ? and epoch_hour = ? and node = ?", rows);
        List<@Nullable Object[]> first = new ArrayList<>();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] == 0) {
                first.add(rows.get(i));
            }
        }
        if (!first.isEmpty()) {
            session.runAll("insert into server_calls (calls, server_id, epoch_hour, node) values (?, ?, ?, ?)", first);
        }
    }

    static ServerCalls find(Session session, Collection<String> servers, Instant now) throws SQLException {
        Instant since = now.minus(COUNTED).truncatedTo(ChronoUnit.HOURS);
        Map<String, Long> calls = new HashMap<>();
        if (!servers.isEmpty()) {
            Where where = new Where().in("server_id", servers).and("epoch_hour >= ?", hour(since));
            session.each(
                    "select server_id, sum(calls) as calls from server_calls" + where.sql() + " group by server_id",
                    row -> calls.put(row.text("server_id"), row.number("calls")),
                    where.values());
        }
        return new ServerCalls(since, calls);
    }

    /** Deletes the hours that nobody asks for any more. */
    static void purge(Session session, Instant now) throws SQLException {
        session.run("delete from server_calls where epoch_hour < ?", hour(now.minus(COUNTED)));
    }

    private static long hour(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), 3_600L);
    }
}

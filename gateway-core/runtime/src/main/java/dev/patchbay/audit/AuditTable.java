package dev.patchbay.audit;

import dev.patchbay.store.Database;
import dev.patchbay.store.Row;
import dev.patchbay.store.Session;
import dev.patchbay.store.Where;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The stored chains, one for each node: appending, reading, checking and shortening them. */
final class AuditTable {
    private static final int CHECKED_AT_ONCE = 1_000;
    private static final int LOOKED_THROUGH = 20_000;
    private static final Duration DISORDER = Duration.ofMinutes(10);
    private static final String ENTRY_COLUMNS = "happened_at, request_id, server_id, api_token_id, account_id,"
            + " integration, remote_address, action, effect, outcome, vendor_status, duration_millis, request_bytes,"
            + " response_bytes, arguments_digest, detail";

    private final Database database;
    private final String node;

    private record Chain(String node, long firstSeq, byte[] firstPrev, long lastSeq, byte[] lastHash) {}

    private record Link(long seq, byte[] prev, byte[] hash, AuditEntry entry) {}

    AuditTable(Database database, String node) {
        this.database = database;
        this.node = node;
    }

    /** Appends entries to this node's chain, all or none. Durable when this returns. */
    void append(List<AuditEntry> entries) {
        database.change("write the audit trail", session -> {
            Chain chain = locked(session, node);
            if (chain == null) {
                session.run(
                        "insert into audit_chains (node, first_seq, first_prev, last_seq, last_hash)"
                                + " values (?, 1, ?, 0, ?)",
                        node,
                        ChainHash.START,
                        ChainHash.START);
                chain = new Chain(node, 1, ChainHash.START, 0, ChainHash.START);
            }
            long seq = chain.lastSeq;
            byte[] previous = chain.lastHash;
            List<AuditEntry> fitting = entries.stream().map(AuditTable::fitting).toList();
            List<@Nullable Object[]> rows = new ArrayList<>(entries.size());
            for (AuditEntry entry : fitting) {
                seq++;
                byte[] hash = ChainHash.of(previous, node, seq, entry);
                rows.add(new @Nullable Object[] {
                    node,
                    seq,
                    previous,
                    hash,
                    entry.at(),
                    entry.requestId(),
                    entry.serverId(),
                    entry.apiTokenId(),
                    entry.accountId(),
                    entry.integration(),
                    entry.remoteAddress(),
                    entry.action(),
                    entry.effect(),
                    entry.outcome(),
                    entry.vendorStatus(),
                    entry.durationMillis(),
                    entry.requestBytes(),
                    entry.responseBytes(),
                    entry.argumentsDigest(),
                    entry.detail()
                });
                previous = hash;
            }
            session.runAll(
                    "insert into audit_lines (node, node_seq, prev_hash, hash, " + ENTRY_COLUMNS
                            + ") values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    rows);
            session.run("update audit_chains set last_seq = ?, last_hash = ? where node = ?", seq, previous, node);
            ServerCallTable.add(session, node, fitting);
        });
    }

    /** The newest lines, newest first. */
    List<AuditLine> latest(AuditFilter filter, int limit, @Nullable Long beforeId) {
        return lines(filter, where(filter).and("id < ?", beforeId), "desc", limit);
    }

    /** The same, as far as it is found in a bounded part of the trail. */
    AuditPage page(AuditFilter filter, int limit, @Nullable Long beforeId) {
        if (filter.direct()) {
            return page(latest(filter, limit + 1, beforeId), limit, null);
        }
        long upper = beforeId == null ? newestId() + 1 : beforeId;
        long lower = Math.max(0, upper - LOOKED_THROUGH);
        List<AuditLine> found =
                lines(filter, where(filter).and("id < ?", upper).and("id >= ?", lower), "desc", limit + 1);
        return page(found, limit, goesOn(filter, lower) ? lower : null);
    }

    private static AuditPage page(List<AuditLine> found, int limit, @Nullable Long further) {
        return found.size() > limit
                ? new AuditPage(found.subList(0, limit), found.get(limit - 1).id())
                : new AuditPage(found, further);
    }

    /** Whether lines before one can match at all. */
    private boolean goesOn(AuditFilter filter, long id) {
        List<AuditLine> next = latest(AuditFilter.ALL, 1, id);
        Instant since = filter.since();
        // Nodes write their lines a little later than they happen, and not in one order.
        return !next.isEmpty() && (since == null || !next.get(0).entry().at().isBefore(since.minus(DISORDER)));
    }

    /** The oldest lines after one, oldest first. */
    List<AuditLine> after(AuditFilter filter, int limit, long afterId) {
        return lines(filter, where(filter).and("id > ?", afterId), "asc", limit);
    }

    /** The line of an id, or {@code null}. */
    @Nullable
    AuditLine find(long id) {
        List<AuditLine> found = lines(AuditFilter.ALL, new Where().and("id = ?", id), "asc", 1);
        return found.isEmpty() ? null : found.get(0);
    }

    /** The largest id; 0 without any line. */
    long newestId() {
        List<AuditLine> newest = latest(AuditFilter.ALL, 1, null);
        return newest.isEmpty() ? 0 : newest.get(0).id();
    }

    /**
     * Counts the calls of a time.
     *
     * @param most how many lines are read; if there are more, the newest
     */
    CallStatistics count(AuditFilter filter, Instant since, Instant until, Duration bucket, int most) {
        CallCounts counts = new CallCounts(since, until, bucket);
        Where where = where(filter)
                .and("happened_at >= ?", since)
                .and("happened_at < ?", until)
                .and(CallCounts.CONDITION);
        database.read("count calls", session -> {
            session.each(
                    "select " + CallCounts.COLUMNS + " from audit_lines" + where.sql()
                            + " order by happened_at desc fetch first " + most + " rows only",
                    counts::add,
                    where.values());
            return counts;
        });
        return counts.result(counts.count() < most);
    }

    /** The calls of some servers in the last day. */
    ServerCalls calls(Collection<String> servers, Instant now) {
        return database.read("count calls of servers", session -> ServerCallTable.find(session, servers, now));
    }

    /** Deletes the counts that nobody asks for any more. */
    void purgeCalls(Instant now) {
        database.change("forget how many calls there were", session -> ServerCallTable.purge(session, now));
    }

    private static Where where(AuditFilter filter) {
        return new Where()
                .and("account_id = ?", filter.accountId())
                .and("server_id = ?", filter.serverId())
                .and("api_token_id = ?", filter.apiTokenId())
                .and("request_id = ?", filter.requestId())
                .and("integration = ?", filter.integration())
                .and("action = ?", filter.action())
                .and("effect = ?", filter.effect())
                .and("outcome = ?", filter.outcome())
                .and("happened_at >= ?", filter.since())
                .and("happened_at < ?", filter.until());
    }

    private List<AuditLine> lines(AuditFilter filter, Where where, String direction, int limit) {
        // The column of the index is the same in all lines: named in the order, it lets H2 read the index in that
        // order.
        String index = filter.index();
        String order = (index == null ? "" : index + " " + direction + ", ") + "id " + direction;
        return database.read(
                "read the audit trail",
                session -> session.all(
                        "select id, node, " + ENTRY_COLUMNS + " from audit_lines" + where.sql() + " order by " + order
                                + " fetch first " + limit + " rows only",
                        row -> new AuditLine(row.number("id"), row.text("node"), entry(row)),
                        where.values()));
    }

    /** Follows every chain from its first line to its last. */
    Verdict verify() {
        List<Chain> chains = database.read(
                "read the audit chains",
                session -> session.all("select * from audit_chains order by node", AuditTable::chain));
        List<String> faults = new ArrayList<>();
        long lines = 0;
        for (Chain chain : chains) {
            lines += follow(chain, faults);
        }
        List<String> stray = database.read(
                "look for lines without a chain",
                session -> session.all(
                        "select distinct node from audit_lines where node not in (select node from audit_chains)",
                        row -> row.text("node")));
        stray.forEach(each -> faults.add("the lines of node " + each + " belong to no chain"));
        return new Verdict(lines, faults);
    }

    /** Deletes the lines before a time from the front of every chain. */
    void purge(Instant before) {
        List<Chain> chains = database.read(
                "read the audit chains",
                session -> session.all("select * from audit_chains order by node", AuditTable::chain));
        for (Chain each : chains) {
            database.change("shorten the audit trail", session -> {
                Chain chain = locked(session, each.node);
                // Up to the first line that is to stay; times within a chain may run backwards a little.
                Link stays = session.first(
                        "select node_seq, prev_hash, hash, " + ENTRY_COLUMNS + " from audit_lines where node = ?"
                                + " and happened_at >= ? order by node_seq fetch first 1 rows only",
                        AuditTable::link,
                        each.node,
                        before);
                if (chain == null) {
                    return;
                }
                long firstSeq = stays == null ? chain.lastSeq + 1 : stays.seq;
                byte[] firstPrev = stays == null ? chain.lastHash : stays.prev;
                if (firstSeq > chain.firstSeq) {
                    session.run("delete from audit_lines where node = ? and node_seq < ?", each.node, firstSeq);
                    session.run(
                            "update audit_chains set first_seq = ?, first_prev = ? where node = ?",
                            firstSeq,
                            firstPrev,
                            each.node);
                }
            });
        }
    }

    private long follow(Chain chain, List<String> faults) {
        long seq = chain.firstSeq - 1;
        byte[] previous = chain.firstPrev;
        while (seq < chain.lastSeq) {
            long after = seq;
            List<Link> links = database.read(
                    "read the audit trail",
                    session -> session.all(
                            "select node_seq, prev_hash, hash, " + ENTRY_COLUMNS
                                    + " from audit_lines where node = ? and node_seq > ? and node_seq <= ?"
                                    + " order by node_seq fetch first " + CHECKED_AT_ONCE + " rows only",
                            AuditTable::link,
                            chain.node,
                            after,
                            chain.lastSeq));
            for (Link link : links) {
                String where = "line " + link.seq + " of node " + chain.node;
                if (link.seq != seq + 1) {
                    faults.add("before " + where + " " + (link.seq - seq - 1) + " lines are missing");
                } else if (!Arrays.equals(link.prev, previous)) {
                    faults.add(where + " does not follow the line before it");
                }
                if (!Arrays.equals(link.hash, ChainHash.of(link.prev, chain.node, link.seq, link.entry))) {
                    faults.add(where + " was changed");
                }
                seq = link.seq;
                previous = link.hash;
            }
            if (links.isEmpty()) {
                faults.add("the last " + (chain.lastSeq - seq) + " lines of node " + chain.node + " are missing");
                return seq - chain.firstSeq + 1;
            }
        }
        if (!Arrays.equals(previous, chain.lastHash)) {
            faults.add("the chain of node " + chain.node + " does not end as it was noted");
        }
        return seq - chain.firstSeq + 1;
    }

    private static @Nullable Chain locked(Session session, String node) throws SQLException {
        return session.first("select * from audit_chains where node = ? for update", AuditTable::chain, node);
    }

    private static Chain chain(Row row) throws SQLException {
        return new Chain(
                row.text("node"),
                row.number("first_seq"),
                row.bytes("first_prev"),
                row.number("last_seq"),
                row.bytes("last_hash"));
    }

    private static Link link(Row row) throws SQLException {
        return new Link(row.number("node_seq"), row.bytes("prev_hash"), row.bytes("hash"), entry(row));
    }

    private static AuditEntry entry(Row row) throws SQLException {
        return new AuditEntry(
                row.instant("happened_at"),
                row.text("request_id"),
                row.textOrNull("server_id"),
                row.textOrNull("api_token_id"),
                row.textOrNull("account_id"),
                row.textOrNull("integration"),
                row.textOrNull("remote_address"),
                row.text("action"),
                row.text("effect"),
                row.text("outcome"),
                row.integerOrNull("vendor_status"),
                row.number("duration_millis"),
                row.number("request_bytes"),
                row.number("response_bytes"),
                row.textOrNull("arguments_digest"),
                row.textOrNull("detail"));
    }

    /** What fits into the columns, and reads back as it was written. */
    private static AuditEntry fitting(AuditEntry entry) {
        return new AuditEntry(
                entry.at().truncatedTo(ChronoUnit.MILLIS),
                cut(entry.requestId(), 100),
                cutOrNull(entry.serverId(), 40),
                cutOrNull(entry.apiTokenId(), 40),
                cutOrNull(entry.accountId(), 40),
                cutOrNull(entry.integration(), 64),
                cutOrNull(entry.remoteAddress(), 100),
                cut(entry.action(), 200),
                cut(entry.effect(), 20),
                cut(entry.outcome(), 40),
                entry.vendorStatus(),
                entry.durationMillis(),
                entry.requestBytes(),
                entry.responseBytes(),
                cutOrNull(entry.argumentsDigest(), 100),
                cutOrNull(entry.detail(), 16_000));
    }

    private static @Nullable String cutOrNull(@Nullable String text, int length) {
        return text == null ? null : cut(text, length);
    }

    /** PostgreSQL keeps no NUL, and half a surrogate pair does not come back as it went in. */
    private static String cut(String text, int length) {
        StringBuilder kept = new StringBuilder(Math.min(text.length(), length));
        text.codePoints().limit(length).forEach(each -> {
            boolean good = each != 0 && (each < Character.MIN_SURROGATE || each > Character.MAX_SURROGATE);
            if (kept.length() + Character.charCount(each) <= length) {
                kept.appendCodePoint(good ? each : 0xFFFD);
            }
        });
        return kept.toString();
    }
}

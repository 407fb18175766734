package dev.patchbay.token;

import dev.patchbay.store.Page;
import dev.patchbay.store.Row;
import dev.patchbay.store.Session;
import dev.patchbay.store.Where;
import dev.patchbay.tool.ToolFilter;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of servers. A revoked one is found by its tokens alone. */
final class ServerTable {
    /** The columns of {@link #read}. */
    static final String COLUMNS = "s.seq as s_seq, s.id as s_id, s.account_id as s_account_id, s.name as s_name,"
            + " s.methods as s_methods, s.tags as s_tags, s.require_api_token as s_require_api_token,"
            + " s.confirm as s_confirm, s.discovery as s_discovery,"
            + " s.expires_at as s_expires_at, s.created_at as s_created_at, s.updated_at as s_updated_at,"
            + " s.created_by as s_created_by, s.last_used_at as s_last_used_at, s.revoked_at as s_revoked_at,"
            + " s.url_number as s_url_number, s.previous_until as s_previous_until";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Set<String>> WORDS = new TypeReference<>() {};
    private static final String LIVE = "select " + COLUMNS + " from servers s where s.id = ? and s.revoked_at is null";

    private ServerTable() {}

    static void insert(Session session, McpServer server, TokenHash token) throws SQLException {
        session.run(
                "insert into servers (id, account_id, token_hash, name, methods, tags, require_api_token,"
                        + " confirm, discovery, expires_at, created_at, updated_at, created_by)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                server.id(),
                server.accountId(),
                token.bytes(),
                server.name(),
                json(server.filter().methods()),
                json(server.filter().tags()),
                server.requireApiTokenAuth(),
                server.options().confirm(),
                server.options().discovery().word(),
                server.expiresAt(),
                server.createdAt(),
                server.updatedAt(),
                server.createdBy());
    }

    static @Nullable McpServer find(Session session, String id) throws SQLException {
        return session.first(LIVE, ServerTable::read, id);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    static @Nullable McpServer locked(Session session, String id) throws SQLException {
        return session.first(LIVE + " for update", ServerTable::read, id);
    }

    static void update(Session session, String id, ServerDraft draft, @Nullable Instant expiresAt, Instant now)
            throws SQLException {
        session.run(
                "update servers set name = ?, methods = ?, tags = ?, require_api_token = ?, confirm = ?,"
                        + " discovery = ?, expires_at = ?, updated_at = ? where id = ?",
                draft.name(),
                json(draft.filter().methods()),
                json(draft.filter().tags()),
                draft.requireApiTokenAuth(),
                draft.options().confirm(),
                draft.options().discovery().word(),
                expiresAt,
                now,
                id);
    }

    /** @param previousUntil how long the token so far is good; {@code null} if not any more */
    static void rotate(Session session, String id, TokenHash token, @Nullable Instant previousUntil, Instant now)
            throws SQLException {
        // What stands right of the equals signs is the row as it was before.
        session.run(
                "update servers set previous_hash = token_hash, token_hash = ?, previous_until = ?,"
                        + " url_number = url_number + 1, updated_at = ? where id = ?",
                token.bytes(),
                previousUntil,
                now,
                id);
    }

    static Page<McpServer> list(Session session, ServerFilter filter, Instant now, int limit, long position)
            throws SQLException {
        Where where = new Where()
                .and("s.seq > ?", position)
                .and("s.revoked_at is null")
                .and("s.account_id = ?", filter.accountId())
                .and("s.expires_at < ?", filter.expiresBefore())
                .contains("s.name", filter.nameContains());
        Boolean expired = filter.expired();
        if (expired != null) {
            where.and(expired ? "s.expires_at <= ?" : "(s.expires_at is null or s.expires_at > ?)", now);
        }
        record Placed(long seq, McpServer server) {}
        // Of one account: named in the order, the column lets H2 read the index in that order.
        String order = filter.accountId() == null ? "s.seq" : "s.account_id, s.seq";
        List<Placed> rows = session.all(
                "select " + COLUMNS + " from servers s" + where.sql() + " order by " + order + " fetch first "
                        + (limit + 1) + " rows only",
                row -> new Placed(row.number("s_seq"), read(row)),
                where.values());
        return Page.of(rows, limit, Placed::seq, Placed::server);
    }

    /** What servers are called, by id. */
    static Map<String, String> names(Session session, Collection<String> ids) throws SQLException {
        Map<String, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            Where where = new Where().and("revoked_at is null").in("id", ids);
            session.each(
                    "select id, name from servers" + where.sql(),
                    row -> names.put(row.text("id"), row.text("name")),
                    where.values());
        }
        return names;
    }

    /** How many servers there are for each integration that are neither revoked nor expired. */
    static Map<String, Long> countByIntegration(Session session, Instant now) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        Where where = new Where().and("s.revoked_at is null").and("(s.expires_at is null or s.expires_at > ?)", now);
        session.each(
                "select a.integration as integration, count(*) as servers from servers s join accounts a on a.id ="
                        + " s.account_id" + where.sql() + " group by a.integration",
                row -> counts.put(row.text("integration"), row.number("servers")),
                where.values());
        return counts;
    }

    /** How many servers accounts have that are neither revoked nor expired; those without any are absent. */
    static Map<String, Long> count(Session session, Collection<String> accountIds, Instant now) throws SQLException {
        Map<String, Long> counts = new HashMap<>();
        if (!accountIds.isEmpty()) {
            Where where = new Where()
                    .and("revoked_at is null")
                    .and("(expires_at is null or expires_at > ?)", now)
                    .in("account_id", accountIds);
            session.each(
                    "select account_id, count(*) as servers from servers" + where.sql() + " group by account_id",
                    row -> counts.put(row.text("account_id"), row.number("servers")),
                    where.values());
        }
        return counts;
    }

    /** The server of a row that holds {@link #COLUMNS}. */
    static McpServer read(Row row) throws SQLException {
        String accountId = row.textOrNull("s_account_id");
        return new McpServer(
                row.text("s_id"),
                accountId == null ? "" : accountId,
                row.text("s_name"),
                new ToolFilter(JSON.readValue(row.text("s_methods"), WORDS), JSON.readValue(row.text("s_tags"), WORDS)),
                row.flag("s_require_api_token"),
                new ServerOptions(
                        row.flag("s_confirm"),
                        ServerOptions.Discovery.of(row.text("s_discovery")).orElse(ServerOptions.Discovery.LIST)),
                row.instantOrNull("s_expires_at"),
                row.instant("s_created_at"),
                row.instant("s_updated_at"),
                row.text("s_created_by"),
                row.instantOrNull("s_last_used_at"),
                (int) row.number("s_url_number"),
                row.instantOrNull("s_previous_until"));
    }

    private static String json(Collection<String> words) {
        return JSON.writeValueAsString(new TreeSet<>(words));
    }
}

package dev.patchbay.account;

import dev.patchbay.store.Row;
import dev.patchbay.store.Session;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows of accounts in the store. */
public final class AccountTable {
    /** The columns of {@link #read}, of the table's alias {@code a}. */
    public static final String COLUMNS = "a.seq as a_seq, a.id as a_id, a.integration as a_integration,"
            + " a.name as a_name, a.context as a_context, a.auth_method as a_auth_method, a.base_url as a_base_url,"
            + " a.status as a_status, a.status_reason as a_status_reason, a.status_since as a_status_since,"
            + " a.created_at as a_created_at, a.updated_at as a_updated_at, a.parent_id as a_parent_id,"
            + " a.location_id as a_location_id";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private AccountTable() {}

    /** The account of a row that holds {@link #COLUMNS}. */
    public static IntegratedAccount read(Row row) throws SQLException {
        return new IntegratedAccount(
                row.text("a_id"),
                row.text("a_integration"),
                row.text("a_name"),
                JSON.readValue(row.text("a_context"), TEXTS),
                row.text("a_auth_method"),
                row.textOrNull("a_base_url"),
                AccountStatus.of(row.text("a_status")),
                row.textOrNull("a_status_reason"),
                row.instant("a_status_since"),
                row.instant("a_created_at"),
                row.instant("a_updated_at"),
                LocationRows.parent(row));
    }

    /**
     * Keeps an account from being disconnected until the transaction ends.
     *
     * @return the account, or {@code null} if there is none
     */
    public static @Nullable IntegratedAccount locked(Session session, String id) throws SQLException {
        return session.first(
                "select " + COLUMNS + " from accounts a where a.id = ? for update", AccountTable::read, id);
    }

    static void insert(Session session, IntegratedAccount account) throws SQLException {
        IntegratedAccount.Parent parent = account.parent();
        session.run(
                "insert into accounts (id, integration, name, context, auth_method, base_url, status,"
                        + " status_since, created_at, updated_at, parent_id, location_id)"
                        + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                account.id(),
                account.integration(),
                account.name(),
                JSON.writeValueAsString(account.context()),
                account.authMethod(),
                account.baseUrl(),
                account.status().word(),
                account.statusSince(),
                account.createdAt(),
                account.updatedAt(),
                parent == null ? null : parent.accountId(),
                parent == null ? null : parent.locationId());
    }

    static void update(Session session, IntegratedAccount account) throws SQLException {
        IntegratedAccount.Parent parent = account.parent();
        session.run(
                "update accounts set name = ?, context = ?, auth_method = ?, base_url = ?, status = ?,"
                        + " status_reason = ?, status_since = ?, updated_at = ?, parent_id = ?, location_id = ?"
                        + " where id = ?",
                account.name(),
                JSON.writeValueAsString(account.context()),
                account.authMethod(),
                account.baseUrl(),
                account.status().word(),
                account.statusReason(),
                account.statusSince(),
                account.updatedAt(),
                parent == null ? null : parent.accountId(),
                parent == null ? null : parent.locationId(),
                account.id());
    }
}

package dev.patchbay.account;

import dev.patchbay.store.Change;
import dev.patchbay.store.Changes;
import dev.patchbay.store.Row;
import dev.patchbay.store.Session;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The accounts that are locations of another one, in the store: they log in by it, so it cannot go before them. */
final class LocationRows {
    private static final int SHOWN = 5;

    private LocationRows() {}

    /** Which accounts the locations of an account are, by the ids of the locations. */
    static Map<String, String> of(Session session, String parentId) throws SQLException {
        record Pair(String locationId, String accountId) {}
        return session
                .all(
                        "select location_id, id from accounts where parent_id = ?",
                        row -> new Pair(row.text("location_id"), row.text("id")),
                        parentId)
                .stream()
                .collect(Collectors.toMap(Pair::locationId, Pair::accountId));
    }

    static IntegratedAccount.@Nullable Parent parent(Row row) throws SQLException {
        String id = row.textOrNull("a_parent_id");
        return id == null ? null : new IntegratedAccount.Parent(id, row.text("a_location_id"));
    }

    /** @throws dev.patchbay.api.GatewayException with {@link FieldErrors} while there are any */
    static void refuseWhileThereAre(Session session, String parentId) throws SQLException {
        List<String> locations = ids(session, parentId);
        if (!locations.isEmpty()) {
            throw new FieldErrors()
                    .add("account", counted(locations) + " in by this one; disconnect them first")
                    .exception();
        }
    }

    /**
     * With the account that they log in by, its locations are connected again.
     *
     * @throws dev.patchbay.api.GatewayException with {@link FieldErrors} if that logs in another way from now on
     */
    static void wake(Session session, Changes changes, IntegratedAccount parent, String authMethod, Instant now)
            throws SQLException {
        List<String> locations = ids(session, parent.id());
        if (!locations.isEmpty() && !authMethod.equals(parent.authMethod())) {
            throw new FieldErrors()
                    .add(
                            "auth_method",
                            "stays " + parent.authMethod() + ": " + counted(locations)
                                    + " in by this one in that way; disconnect them first")
                    .exception();
        }
        for (String location : locations) {
            int rows = session.run(
                    "update accounts set status = ?, status_reason = null, status_since = ? where id = ? and status = ?",
                    AccountStatus.ACTIVE.word(),
                    now,
                    location,
                    AccountStatus.NEEDS_REAUTH.word());
            if (rows > 0) {
                changes.publish(session, new Change(Change.Kind.ACCOUNT, location));
            }
        }
    }

    private static List<String> ids(Session session, String parentId) throws SQLException {
        return session.all("select id from accounts where parent_id = ? order by seq", row -> row.text("id"), parentId);
    }

    private static String counted(List<String> accounts) {
        String ids = String.join(", ", accounts.subList(0, Math.min(SHOWN, accounts.size())));
        return (accounts.size() == 1 ? "one account logs" : accounts.size() + " accounts log") + " (" + ids
                + (accounts.size() > SHOWN ? ", …" : "") + ")";
    }
}

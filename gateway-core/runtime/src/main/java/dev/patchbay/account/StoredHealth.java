package dev.patchbay.account;

import dev.patchbay.store.Change;
import dev.patchbay.store.Changes;
import dev.patchbay.store.Database;
import dev.patchbay.store.Recall;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes an account's status when it changes, and only then. A vendor that answers every other call is not written down
 * each time: {@code UNREACHABLE} comes at the most once a second.
 */
@Component(service = AccountHealth.class)
public final class StoredHealth implements AccountHealth, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StoredHealth.class);

    private static final int REASON_LENGTH = 1000;
    private static final int REMEMBERED = 10_000;
    private static final long LIFETIME_SECONDS = 60;

    private final Database database;
    private final Changes changes;
    private final Clock clock;
    private final Recall<String, Known> known;
    private final Map<String, Instant> lastUnreachable = new ConcurrentHashMap<>();
    private final Changes.Subscription subscription;

    private record Known(AccountStatus status, @Nullable String reason) {}

    @Activate
    public StoredHealth(@Reference Database database, @Reference Changes changes) {
        this(database, changes, Clock.systemUTC());
    }

    public StoredHealth(Database database, Changes changes, Clock clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
        known = new Recall<>(REMEMBERED, LIFETIME_SECONDS, changes::hears);
        subscription = changes.subscribe(this::forget);
    }

    @Override
    public void healthy(String accountId) {
        tell(accountId, new Known(AccountStatus.ACTIVE, null));
    }

    @Override
    public void needsReauth(String accountId, String reason) {
        tell(accountId, new Known(AccountStatus.NEEDS_REAUTH, cut(reason)));
    }

    @Override
    public void unreachable(String accountId, String reason) {
        Known now = known.recall(accountId);
        if (now != null && now.status == AccountStatus.UNREACHABLE) {
            return;
        }
        Instant last = lastUnreachable.get(accountId);
        if (last != null && clock.instant().isBefore(last.plusSeconds(1))) {
            return;
        }
        tell(accountId, new Known(AccountStatus.UNREACHABLE, cut(reason)));
    }

    @Deactivate
    @Override
    public void close() {
        subscription.close();
    }

    private void tell(String accountId, Known status) {
        if (status.equals(known.recall(accountId))) {
            return;
        }
        known.forget(accountId);
        known.get(accountId, id -> write(id, status));
    }

    /** A change tells to forget the account, so that only what was found unchanged is remembered. */
    private Known write(String accountId, Known status) {
        boolean changed = database.transaction("note the status of an account", session -> {
            Instant now = clock.instant();
            // The same status for another reason keeps its time.
            int rows = session.run(
                    "update accounts set status = ?, status_reason = ?,"
                            + " status_since = case when status = ? then status_since else ? end"
                            + " where id = ? and (status <> ? or coalesce(status_reason, '') <> ?)",
                    status.status.word(),
                    status.reason,
                    status.status.word(),
                    now,
                    accountId,
                    status.status.word(),
                    Objects.requireNonNullElse(status.reason, ""));
            if (rows > 0) {
                changes.publish(session, new Change(Change.Kind.ACCOUNT, accountId));
            }
            return rows > 0;
        });
        if (changed) {
            LOG.debug("account {} is {}", accountId, status.status.word());
            if (status.status == AccountStatus.UNREACHABLE) {
                lastUnreachable.put(accountId, clock.instant());
            }
        }
        return status;
    }

    private void forget(Change change) {
        if (change.kind() == Change.Kind.ALL) {
            known.forgetAll();
            lastUnreachable.clear();
        } else if (change.kind() == Change.Kind.ACCOUNT) {
            known.forget(change.id());
        }
    }

    private static String cut(String reason) {
        String clean = reason.replace('\0', ' ');
        return clean.length() <= REASON_LENGTH ? clean : clean.substring(0, REASON_LENGTH);
    }
}

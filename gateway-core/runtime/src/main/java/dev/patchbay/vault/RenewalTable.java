package dev.patchbay.vault;

import dev.patchbay.api.Credential;
import dev.patchbay.store.Database;
import dev.patchbay.store.Session;
import java.sql.SQLException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is to renew a credential. A turn is a mark in the credential's row that ends by itself, by the
 * database's clock, and not a transaction that stays open: a vendor that hangs must not hold the store's connections.
 */
final class RenewalTable {
    private static final int REASON_LENGTH = 1000;

    private final Database database;
    private final Credentials credentials;

    RenewalTable(Database database, Credentials credentials) {
        this.database = database;
        this.credentials = credentials;
    }

    /** What a caller that wants to renew a credential finds. */
    sealed interface Turn {
        /** Nobody else renews it, and nobody may for as long as the turn lasts. */
        record Mine(Credential current) implements Turn {}

        /** It has been renewed already. */
        record Renewed(Credential current) implements Turn {}

        /** The vendor renews it no more. */
        record Refused(String reason) implements Turn {}

        /** Somebody renews it at this moment. */
        record Taken() implements Turn {}

        /** There is none. */
        record Gone() implements Turn {}
    }

    private record Found(Credential credential, @Nullable String refusal, boolean held) {}

    /**
     * Takes the turn, for a minute, if it is free.
     *
     * @param stale the credential that is to be replaced
     * @param usable whether another one that is found will do
     */
    Turn take(String accountId, Credential stale, String ticket, Predicate<Credential> usable) {
        return database.transaction("take the turn to renew a credential", session -> {
            Found found = locked(session, accountId);
            if (found == null) {
                return new Turn.Gone();
            }
            if (!found.credential.equals(stale) && usable.test(found.credential)) {
                return new Turn.Renewed(found.credential);
            }
            if (found.refusal != null) {
                return new Turn.Refused(found.refusal);
            }
            if (found.held) {
                return new Turn.Taken();
            }
            session.run(
                    "update credentials set renewal = ?, renewal_until = current_timestamp + interval '60' second"
                            + " where account_id = ?",
                    ticket,
                    accountId);
            return new Turn.Mine(found.credential);
        });
    }

    /**
     * Keeps a new credential, unless the old one has been replaced in the meantime, and gives the turn back.
     *
     * @return what is kept now, or {@code null} if the account is gone
     */
    @Nullable
    Credential keep(String accountId, Credential old, Credential fresh, String ticket) {
        return database.transaction("keep a renewed credential", session -> {
            Found found = locked(session, accountId);
            if (found == null) {
                return null;
            }
            if (found.credential.equals(old)) {
                credentials.put(session, accountId, fresh);
                return fresh;
            }
            release(session, accountId, ticket);
            return found.credential;
        });
    }

    /**
     * Notes that the vendor renews a credential no more, unless it has been replaced in the meantime, and gives the turn
     * back.
     *
     * @return what has replaced it, or {@code null} if nothing has
     */
    @Nullable
    Credential refuse(String accountId, Credential old, String reason, String ticket) {
        return database.transaction("note that a credential is not renewed any more", session -> {
            Found found = locked(session, accountId);
            if (found == null) {
                return null;
            }
            release(session, accountId, ticket);
            if (!found.credential.equals(old)) {
                return found.credential;
            }
            String words = reason.replace('\0', ' ');
            session.run(
                    "update credentials set refusal = ? where account_id = ?",
                    words.length() <= REASON_LENGTH ? words : words.substring(0, REASON_LENGTH),
                    accountId);
            return null;
        });
    }

    /** Gives the turn back. */
    void release(String accountId, String ticket) {
        database.change("give back the turn to renew a credential", session -> release(session, accountId, ticket));
    }

    private static void release(Session session, String accountId, String ticket) throws SQLException {
        session.run(
                "update credentials set renewal = null, renewal_until = null where account_id = ? and renewal = ?",
                accountId,
                ticket);
    }

    private @Nullable Found locked(Session session, String accountId) throws SQLException {
        return session.first(
                "select sealed, refusal, renewal_until > current_timestamp as held from credentials"
                        + " where account_id = ? for update",
                row -> new Found(
                        credentials.open(accountId, row.bytes("sealed")), row.textOrNull("refusal"), row.flag("held")),
                accountId);
    }
}

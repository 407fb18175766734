package dev.patchbay.token;

import dev.patchbay.account.AccountTable;
import dev.patchbay.store.Change;
import dev.patchbay.store.Changes;
import dev.patchbay.store.Database;
import dev.patchbay.store.Recall;
import dev.patchbay.store.Session;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * Says who may pass. A look-up works on the token's hash, and what it finds is remembered until it changes: the usual
 * call costs one hash and one look into memory.
 */
@Component(service = TokenGate.class)
public final class TokenGate implements AutoCloseable {
    private static final int REMEMBERED = 50_000;
    private static final int UNKNOWN_REMEMBERED = 10_000;
    /** A change is told at once; this bounds what a lost message could cost. */
    private static final long LIFETIME_SECONDS = 60;

    private static final long UNKNOWN_LIFETIME_SECONDS = 5;

    private final Database database;
    private final ApiTokens apiTokens;
    private final Clock clock;
    private final LastUsed lastUsed;
    private final Recall<TokenHash, Entry> recall;
    private final Recall<TokenHash, Boolean> unknown;
    private final Changes.Subscription subscription;

    /** What a token leads to; {@code granted} is {@code null} once the server is revoked or its account is gone. */
    private record Entry(McpServer server, Admission.@Nullable Granted granted) {}

    @Activate
    public TokenGate(@Reference Database database, @Reference Changes changes, @Reference ApiTokens apiTokens) {
        this(database, changes, apiTokens, Clock.systemUTC());
    }

    public TokenGate(Database database, Changes changes, ApiTokens apiTokens, Clock clock) {
        this.database = database;
        this.apiTokens = apiTokens;
        this.clock = clock;
        lastUsed = new LastUsed(database, "servers");
        recall = new Recall<>(REMEMBERED, LIFETIME_SECONDS, changes::hears);
        unknown = new Recall<>(UNKNOWN_REMEMBERED, UNKNOWN_LIFETIME_SECONDS, changes::hears);
        subscription = changes.subscribe(this::forget);
    }

    /**
     * What a token is worth at this moment.
     *
     * @param token the secret part of the URL
     * @param apiToken what the caller sent as a bearer, or {@code null}; a bad one matters only if the server asks for
     *     one
     * @throws dev.patchbay.store.StoreException if the store does not answer
     */
    public Admission admit(String token, @Nullable String apiToken) {
        if (token.isEmpty() || token.length() > FreshToken.LONGEST) {
            return new Admission.Unknown();
        }
        TokenHash hash = TokenHash.of(token);
        if (unknown.recall(hash) != null) {
            return new Admission.Unknown();
        }
        Entry entry = recall.get(hash, this::read);
        if (entry == null) {
            unknown.get(hash, key -> true);
            return new Admission.Unknown();
        }
        McpServer server = entry.server;
        Admission.Granted granted = entry.granted;
        if (granted == null) {
            return new Admission.Revoked(server.id());
        }
        Instant now = clock.instant();
        Instant expiresAt = server.expiresAt();
        if (expiresAt != null && server.expired(now)) {
            return new Admission.Expired(server.id(), expiresAt);
        }
        if (!server.admitsBy(granted.urlNumber(), now)) {
            Instant until = server.previousUrlUntil();
            return new Admission.Expired(server.id(), until == null ? server.updatedAt() : until);
        }
        Optional<ApiToken> caller = apiToken == null
                ? Optional.empty()
                : apiTokens.authenticate(apiToken).filter(each -> each.role().allows(Permission.USE));
        if (caller.isEmpty() && server.requireApiTokenAuth()) {
            return new Admission.SecondFactorMissing(server.id());
        }
        lastUsed.note(server.id(), now);
        return caller.isEmpty()
                ? granted
                : new Admission.Granted(
                        server,
                        granted.account(),
                        granted.urlNumber(),
                        caller.get().id());
    }

    /** Writes down when servers were last used. */
    public void flush() {
        lastUsed.flush();
    }

    @Deactivate
    @Override
    public void close() {
        subscription.close();
        flush();
    }

    private @Nullable Entry read(TokenHash hash) {
        return database.read("look up a token", session -> {
            Entry present = read(session, "token_hash", hash, 0);
            return present != null ? present : read(session, "previous_hash", hash, 1);
        });
    }

    /** @param before how many URLs ago it was the server's present one */
    private static @Nullable Entry read(Session session, String column, TokenHash hash, int before)
            throws SQLException {
        return session.first(
                "select " + ServerTable.COLUMNS + ", " + AccountTable.COLUMNS
                        + " from servers s left join accounts a on a.id = s.account_id where s." + column + " = ?",
                row -> {
                    McpServer server = ServerTable.read(row);
                    boolean dead = row.textOrNull("a_id") == null || row.instantOrNull("s_revoked_at") != null;
                    return new Entry(
                            server,
                            dead
                                    ? null
                                    : new Admission.Granted(
                                            server, AccountTable.read(row), server.urlNumber() - before, null));
                },
                hash.bytes());
    }

    private void forget(Change change) {
        switch (change.kind()) {
            case ALL -> {
                recall.forgetAll();
                unknown.forgetAll();
            }
            case SERVER -> recall.forgetIf(entry -> entry.server.id().equals(change.id()));
            case ACCOUNT -> recall.forgetIf(entry -> entry.server.accountId().equals(change.id()));
            case API_TOKEN -> {
                // The API tokens forget it themselves.
            }
        }
    }
}

package dev.patchbay.token;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.store.Change;
import dev.patchbay.store.Changes;
import dev.patchbay.store.Database;
import dev.patchbay.store.Recall;
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
    private record Entry(McpServer server, @Nullable IntegratedAccount account, Admission.@Nullable Granted granted) {}

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
        if (expiresAt != null && !now.isBefore(expiresAt)) {
            return new Admission.Expired(server.id(), expiresAt);
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
                : new Admission.Granted(server, granted.account(), caller.get().id());
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
        return database.read(
                "look up a token",
                session -> session.first(
                        "select " + McpServers.COLUMNS + ", " + Accounts.COLUMNS
                                + " from servers s left join accounts a on a.id = s.account_id where s.token_hash = ?",
                        row -> {
                            McpServer server = McpServers.read(row);
                            IntegratedAccount account = row.textOrNull("a_id") == null ? null : Accounts.read(row);
                            boolean revoked = row.instantOrNull("s_revoked_at") != null;
                            return new Entry(
                                    server,
                                    account,
                                    revoked || account == null ? null : new Admission.Granted(server, account));
                        },
                        hash.bytes()));
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

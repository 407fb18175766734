package dev.patchbay.token;

import dev.patchbay.account.FieldErrors;
import dev.patchbay.store.Change;
import dev.patchbay.store.Changes;
import dev.patchbay.store.DataFolder;
import dev.patchbay.store.Database;
import dev.patchbay.store.Page;
import dev.patchbay.store.RandomId;
import dev.patchbay.store.Recall;
import dev.patchbay.store.Row;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tokens of the admin API and of second factors. At a start without any valid token of the role {@code admin} one is
 * made and written to the file {@code admin.token} of the data folder: whoever can read that folder is in charge anyway.
 */
@Component(service = ApiTokens.class)
public final class ApiTokens implements AutoCloseable {
    /** The file of the data folder that holds the first token. */
    public static final String FIRST_TOKEN_FILE = "admin.token";

    private static final Logger LOG = LoggerFactory.getLogger(ApiTokens.class);

    private static final String ID_PREFIX = "apt_";
    private static final String SECRET_PREFIX = "pbk_";
    private static final int REMEMBERED = 10_000;
    private static final long LIFETIME_SECONDS = 60;
    private static final long UNKNOWN_LIFETIME_SECONDS = 5;
    private static final int NAME_LENGTH = 200;
    private static final String COLUMNS = "seq, id, name, role, expires_at, created_at, created_by, last_used_at";

    private final Database database;
    private final Changes changes;
    private final Clock clock;
    private final LastUsed lastUsed;
    private final Recall<TokenHash, ApiToken> recall;
    private final Recall<TokenHash, Boolean> unknown;
    private final Changes.Subscription subscription;

    @Activate
    public ApiTokens(@Reference Database database, @Reference Changes changes, @Reference DataFolder data) {
        this(database, changes, data, Clock.systemUTC());
    }

    public ApiTokens(Database database, Changes changes, DataFolder data, Clock clock) {
        this.database = database;
        this.changes = changes;
        this.clock = clock;
        lastUsed = new LastUsed(database, "api_tokens");
        recall = new Recall<>(REMEMBERED, LIFETIME_SECONDS, changes::hears);
        unknown = new Recall<>(REMEMBERED, UNKNOWN_LIFETIME_SECONDS, changes::hears);
        subscription = changes.subscribe(this::forget);
        makeFirst(data);
    }

    /**
     * Makes a token.
     *
     * @param expiresAt from when on it is worth nothing, or {@code null} for never
     * @param createdBy the id of the API token that makes it
     * @throws dev.patchbay.api.GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}
     */
    public MintedApiToken create(String name, Role role, @Nullable Instant expiresAt, String createdBy) {
        return create(newId(), name, role, expiresAt, createdBy);
    }

    /** An id that no token has. */
    public static String newId() {
        return RandomId.of(ID_PREFIX);
    }

    /** Makes a token under an id that {@link #newId} gave. */
    public MintedApiToken create(String id, String name, Role role, @Nullable Instant expiresAt, String createdBy) {
        FieldErrors errors = new FieldErrors();
        errors.check(
                !name.isBlank() && name.length() <= NAME_LENGTH && name.chars().noneMatch(Character::isISOControl),
                "name",
                "must be a line of 1 to " + NAME_LENGTH + " characters");
        errors.check(expiresAt == null || expiresAt.isAfter(clock.instant()), "expires_at", "is in the past");
        errors.raise();
        ApiToken token = new ApiToken(
                id,
                name,
                role,
                expiresAt == null ? null : expiresAt.truncatedTo(ChronoUnit.MILLIS),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                createdBy,
                null);
        String secret = FreshToken.next(SECRET_PREFIX);
        insert(token, secret);
        return new MintedApiToken(token, secret);
    }

    /** The token that a client presents, if it is valid now. */
    public Optional<ApiToken> authenticate(String secret) {
        if (secret.length() > FreshToken.LONGEST) {
            return Optional.empty();
        }
        TokenHash hash = TokenHash.of(secret);
        if (unknown.recall(hash) != null) {
            return Optional.empty();
        }
        ApiToken token = recall.get(hash, this::read);
        if (token == null) {
            unknown.get(hash, key -> true);
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (token.expired(now)) {
            return Optional.empty();
        }
        lastUsed.note(token.id(), now);
        return Optional.of(token);
    }

    /** The token of an id, if it is valid now: for whoever has presented it before. */
    public Optional<ApiToken> present(String id) {
        Instant now = clock.instant();
        Optional<ApiToken> token = find(id).filter(each -> !each.expired(now));
        token.ifPresent(each -> lastUsed.note(each.id(), now));
        return token;
    }

    /** The token of an id, if there is one that is not revoked. */
    public Optional<ApiToken> find(String id) {
        return Optional.ofNullable(database.read(
                "find an API token",
                session -> session.first(
                        "select " + COLUMNS + " from api_tokens where id = ? and revoked_at is null",
                        ApiTokens::read,
                        id)));
    }

    /**
     * A part of the tokens that are not revoked, in the order in which they were made.
     *
     * @throws dev.patchbay.api.GatewayException of kind {@code INVALID_ARGUMENT} if the cursor is none
     */
    public Page<ApiToken> list(int limit, @Nullable String cursor) {
        long position = FieldErrors.position(cursor);
        record Placed(long seq, ApiToken token) {}
        List<Placed> rows = database.read(
                "list API tokens",
                session -> session.all(
                        "select " + COLUMNS + " from api_tokens where seq > ? and revoked_at is null order by seq"
                                + " fetch first " + (limit + 1) + " rows only",
                        row -> new Placed(row.number("seq"), read(row)),
                        position));
        return Page.of(rows, limit, Placed::seq, Placed::token);
    }

    /**
     * Makes a token worthless, on every node within a second.
     *
     * @return whether there was one
     */
    public boolean revoke(String id) {
        return database.transaction("revoke an API token", session -> {
            boolean revoked = session.run(
                            "update api_tokens set revoked_at = ? where id = ? and revoked_at is null",
                            clock.instant(),
                            id)
                    > 0;
            changes.publish(session, new Change(Change.Kind.API_TOKEN, id));
            return revoked;
        });
    }

    /** Deletes what has been revoked or expired for longer than a time. */
    public void purge(Duration retention) {
        Instant before = clock.instant().minus(retention);
        database.change(
                "purge API tokens",
                session ->
                        session.run("delete from api_tokens where revoked_at < ? or expires_at < ?", before, before));
    }

    /** Writes down when tokens were last used. */
    public void flush() {
        lastUsed.flush();
    }

    @Deactivate
    @Override
    public void close() {
        subscription.close();
        flush();
    }

    private void makeFirst(DataFolder data) {
        Instant now = clock.instant();
        boolean inCharge = database.read(
                "look for an admin token",
                session -> session.any(
                        "select 1 from api_tokens where role = ? and revoked_at is null"
                                + " and (expires_at is null or expires_at > ?)",
                        Role.ADMIN.word(),
                        now));
        if (inCharge) {
            return;
        }
        String secret = FreshToken.next(SECRET_PREFIX);
        // The file first: a token that nobody can read would lock everybody out.
        data.write(FIRST_TOKEN_FILE, secret + "\n");
        insert(
                new ApiToken(
                        newId(), "first token", Role.ADMIN, null, now.truncatedTo(ChronoUnit.MILLIS), "gateway", null),
                secret);
        LOG.info("the first API token is in {}", data.path(FIRST_TOKEN_FILE));
    }

    private void insert(ApiToken token, String secret) {
        database.change(
                "keep an API token",
                session -> session.run(
                        "insert into api_tokens (id, token_hash, name, role, expires_at, created_at, created_by)"
                                + " values (?, ?, ?, ?, ?, ?, ?)",
                        token.id(),
                        TokenHash.of(secret).bytes(),
                        token.name(),
                        token.role().word(),
                        token.expiresAt(),
                        token.createdAt(),
                        token.createdBy()));
    }

    private @Nullable ApiToken read(TokenHash hash) {
        return database.read(
                "look up an API token",
                session -> session.first(
                        "select " + COLUMNS + " from api_tokens where token_hash = ? and revoked_at is null",
                        ApiTokens::read,
                        hash.bytes()));
    }

    private static ApiToken read(Row row) throws SQLException {
        return new ApiToken(
                row.text("id"),
                row.text("name"),
                Role.of(row.text("role")).orElse(Role.CALLER),
                row.instantOrNull("expires_at"),
                row.instant("created_at"),
                row.text("created_by"),
                row.instantOrNull("last_used_at"));
    }

    private void forget(Change change) {
        if (change.kind() == Change.Kind.ALL) {
            recall.forgetAll();
            unknown.forgetAll();
        } else if (change.kind() == Change.Kind.API_TOKEN) {
            recall.forgetIf(token -> token.id().equals(change.id()));
        }
    }
}

package dev.patchbay.token;

import dev.patchbay.account.AccountTable;
import dev.patchbay.account.Accounts;
import dev.patchbay.account.FieldErrors;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.GatewayException;
import dev.patchbay.store.Change;
import dev.patchbay.store.Changes;
import dev.patchbay.store.Database;
import dev.patchbay.store.Page;
import dev.patchbay.store.RandomId;
import dev.patchbay.tool.Integrations;
import dev.patchbay.tool.ToolFilter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** The servers of accounts: minted with a token that is shown once, changed, and revoked. */
@Component(service = McpServers.class, configurationPid = TokenConfig.PID)
@Designate(ocd = TokenConfig.class)
public final class McpServers {
    /** How long a URL may be good after it was replaced. */
    public static final Duration LONGEST_GRACE = Duration.ofDays(7);

    private static final String PREFIX = "srv_";
    private static final int NAME_LENGTH = 200;
    private static final int FILTER_WORDS = 200;

    private final Database database;
    private final Changes changes;
    private final Accounts accounts;
    private final Integrations integrations;
    private final SecondFactorDefault secondFactorDefault;
    private final Clock clock;

    @Activate
    public McpServers(
            @Reference Database database,
            @Reference Changes changes,
            @Reference Accounts accounts,
            @Reference Integrations integrations,
            TokenConfig config) {
        this(
                database,
                changes,
                accounts,
                integrations,
                SecondFactorDefault.of(config.second_factor_default()),
                Clock.systemUTC());
    }

    public McpServers(
            Database database,
            Changes changes,
            Accounts accounts,
            Integrations integrations,
            SecondFactorDefault secondFactorDefault,
            Clock clock) {
        this.database = database;
        this.changes = changes;
        this.accounts = accounts;
        this.integrations = integrations;
        this.secondFactorDefault = secondFactorDefault;
        this.clock = clock;
    }

    /** An id that no server has. */
    public static String newId() {
        return RandomId.of(PREFIX);
    }

    /**
     * Mints a server.
     *
     * @throws GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}
     */
    public Minted mint(NewServer request) {
        return mint(newId(), request);
    }

    /**
     * Mints a server under an id that {@link #newId} gave.
     *
     * @throws dev.patchbay.store.StoreException a duplicate, if the id is taken
     */
    public Minted mint(String id, NewServer request) {
        FieldErrors errors = new FieldErrors();
        IntegratedAccount account =
                accounts.find(request.accountId()).orElseThrow(() -> noAccount(request.accountId()));
        FilterCheck filters = check(account, request.name(), request.filter(), errors);
        checkExpiry(request.expiresAt(), errors);
        errors.raise();
        Boolean wanted = request.requireApiTokenAuth();
        boolean secondFactor = wanted != null ? wanted : secondFactorByDefault(filters, request.filter());

        Instant now = now();
        McpServer server = new McpServer(
                id,
                account.id(),
                request.name(),
                request.filter(),
                secondFactor,
                request.options(),
                cut(request.expiresAt()),
                now,
                now,
                request.createdBy(),
                null,
                1,
                null);
        String token = FreshToken.next("");
        database.change("keep a server", session -> {
            if (AccountTable.locked(session, account.id()) == null) {
                throw noAccount(account.id());
            }
            ServerTable.insert(session, server, TokenHash.of(token));
        });
        return new Minted(server, token);
    }

    /** The server of an id, if there is one that is not revoked; one that has expired is there still. */
    public Optional<McpServer> find(String id) {
        return Optional.ofNullable(database.read("find a server", session -> ServerTable.find(session, id)));
    }

    /**
     * A part of the servers that match and are not revoked, in the order in which they were minted.
     *
     * @throws GatewayException of kind {@code INVALID_ARGUMENT} if the cursor is none
     */
    public Page<McpServer> list(ServerFilter filter, int limit, @Nullable String cursor) {
        long position = FieldErrors.position(cursor);
        return database.read(
                "list servers", session -> ServerTable.list(session, filter, clock.instant(), limit, position));
    }

    /** A part of an account's servers; as {@link #list(ServerFilter, int, String)}. */
    public Page<McpServer> list(String accountId, int limit, @Nullable String cursor) {
        return list(ServerFilter.of(accountId), limit, cursor);
    }

    /** What servers are called, by id; those that are not there, or are revoked, are absent. */
    public Map<String, String> names(Collection<String> ids) {
        return database.read("name servers", session -> ServerTable.names(session, ids));
    }

    /** How many servers accounts have that are neither revoked nor expired; those without any are absent. */
    public Map<String, Long> count(Collection<String> accountIds) {
        return database.read("count servers", session -> ServerTable.count(session, accountIds, clock.instant()));
    }

    /** How many servers the accounts of each integration have; those without any are absent. */
    public Map<String, Long> countByIntegration() {
        return database.read("count servers", session -> ServerTable.countByIntegration(session, clock.instant()));
    }

    /**
     * Changes a server, from its next call on; its URL stays.
     *
     * @param change makes the new state of the present one; called within the transaction
     * @return the server as it is now, empty if there is none of this id
     * @throws GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}
     */
    public Optional<McpServer> update(String id, UnaryOperator<ServerDraft> change) {
        Optional<McpServer> seen = find(id);
        if (seen.isEmpty()) {
            return seen;
        }
        IntegratedAccount account = accounts.find(seen.get().accountId())
                .orElseThrow(() -> noAccount(seen.get().accountId()));
        return Optional.ofNullable(database.transaction("change a server", session -> {
            McpServer before = ServerTable.locked(session, id);
            if (before == null) {
                return null;
            }
            ServerDraft draft = change.apply(ServerDraft.of(before));
            FieldErrors errors = new FieldErrors();
            // What it was allowed to be once, it may stay: an integration may have lost a tag since.
            ToolFilter checked = draft.filter().equals(before.filter()) ? ToolFilter.ALL : draft.filter();
            check(account, draft.name(), checked, errors);
            Instant expiresAt = cut(draft.expiresAt());
            if (expiresAt != null && !expiresAt.equals(before.expiresAt())) {
                checkExpiry(expiresAt, errors);
            }
            errors.raise();
            Instant now = now();
            ServerTable.update(session, id, draft, expiresAt, now);
            changes.publish(session, new Change(Change.Kind.SERVER, id));
            return new McpServer(
                    id,
                    before.accountId(),
                    draft.name(),
                    draft.filter(),
                    draft.requireApiTokenAuth(),
                    draft.options(),
                    expiresAt,
                    before.createdAt(),
                    now,
                    before.createdBy(),
                    before.lastUsedAt(),
                    before.urlNumber(),
                    before.previousUrlUntil());
        }));
    }

    /**
     * Gives a server another URL. Who has the one so far can go on with it for a while; who has an older one cannot.
     *
     * @param grace how long the URL so far is good, up to {@link #LONGEST_GRACE}; zero to end it at once
     * @return the server with its new token, empty if there is none of this id
     * @throws GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}, if the grace is none
     */
    public Optional<Minted> rotate(String id, Duration grace) {
        FieldErrors errors = new FieldErrors();
        errors.check(
                !grace.isNegative() && grace.compareTo(LONGEST_GRACE) <= 0,
                "grace_seconds",
                "must be a number from 0 to " + LONGEST_GRACE.toSeconds());
        errors.raise();
        String token = FreshToken.next("");
        return Optional.ofNullable(database.transaction("rotate a server's URL", session -> {
            if (ServerTable.locked(session, id) == null) {
                return null;
            }
            Instant now = now();
            ServerTable.rotate(session, id, TokenHash.of(token), grace.isZero() ? null : now.plus(grace), now);
            changes.publish(session, new Change(Change.Kind.SERVER, id));
            McpServer after = ServerTable.find(session, id);
            return after == null ? null : new Minted(after, token);
        }));
    }

    /**
     * Checks the filter of a server that is yet to be minted.
     *
     * @throws GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}
     */
    public void checkFilter(IntegratedAccount account, ToolFilter filter) {
        FieldErrors errors = new FieldErrors();
        check(account, "unnamed", filter, errors);
        errors.raise();
    }

    /**
     * Closes a server for good, on every node within a second.
     *
     * @return whether there was one
     */
    public boolean revoke(String id) {
        return database.transaction("revoke a server", session -> {
            boolean revoked =
                    session.run("update servers set revoked_at = ? where id = ? and revoked_at is null", now(), id) > 0;
            changes.publish(session, new Change(Change.Kind.SERVER, id));
            return revoked;
        });
    }

    /** Deletes what has been revoked or expired for longer than a time, and the hashes of URLs that are over. */
    public void purge(Duration retention) {
        Instant before = clock.instant().minus(retention);
        database.change("purge servers", session -> {
            session.run("delete from servers where revoked_at < ? or expires_at < ?", before, before);
            session.run("update servers set previous_hash = null where previous_until < ?", before);
        });
    }

    private FilterCheck check(IntegratedAccount account, String name, ToolFilter filter, FieldErrors errors) {
        errors.check(
                !name.isBlank() && name.length() <= NAME_LENGTH && name.chars().noneMatch(Character::isISOControl),
                "name",
                "must be a line of 1 to " + NAME_LENGTH + " characters");
        errors.check(
                filter.methods().size() <= FILTER_WORDS, "config.methods", "has more than " + FILTER_WORDS + " words");
        errors.check(filter.tags().size() <= FILTER_WORDS, "config.tags", "has more than " + FILTER_WORDS + " words");
        FilterCheck filters = new FilterCheck(
                integrations.tools(account.toAccount()),
                integrations.find(account.integration()).isPresent());
        if (!errors.any()) {
            filters.check(filter, errors);
        }
        return filters;
    }

    private void checkExpiry(@Nullable Instant expiresAt, FieldErrors errors) {
        errors.check(
                expiresAt == null || expiresAt.isAfter(clock.instant()),
                "expires_at",
                "is in the past; to end a server now, delete it");
    }

    private boolean secondFactorByDefault(FilterCheck filters, ToolFilter filter) {
        return switch (secondFactorDefault) {
            case ALWAYS -> true;
            case NEVER -> false;
            case WRITES -> !filters.readsOnly(filter);
        };
    }

    private static GatewayException noAccount(String id) {
        return new FieldErrors()
                .add("integrated_account_id", "there is no account " + id)
                .exception();
    }

    private static @Nullable Instant cut(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

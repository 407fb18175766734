package dev.patchbay.token;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.FieldErrors;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.GatewayException;
import dev.patchbay.store.Change;
import dev.patchbay.store.Changes;
import dev.patchbay.store.Cursor;
import dev.patchbay.store.Database;
import dev.patchbay.store.Page;
import dev.patchbay.store.RandomId;
import dev.patchbay.store.Row;
import dev.patchbay.tool.Integrations;
import dev.patchbay.tool.ToolFilter;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The servers of accounts: minted with a token that is shown once, changed, and revoked. */
@Component(service = McpServers.class, configurationPid = TokenConfig.PID)
@Designate(ocd = TokenConfig.class)
public final class McpServers {
    /** The columns of {@link #read}. */
    static final String COLUMNS = "s.seq as s_seq, s.id as s_id, s.account_id as s_account_id, s.name as s_name,"
            + " s.methods as s_methods, s.tags as s_tags, s.require_api_token as s_require_api_token,"
            + " s.confirm as s_confirm, s.discovery as s_discovery,"
            + " s.expires_at as s_expires_at, s.created_at as s_created_at, s.updated_at as s_updated_at,"
            + " s.created_by as s_created_by, s.last_used_at as s_last_used_at, s.revoked_at as s_revoked_at";

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<Set<String>> WORDS = new TypeReference<>() {};
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
                null);
        String token = FreshToken.next("");
        database.change("keep a server", session -> {
            if (Accounts.locked(session, account.id()) == null) {
                throw noAccount(account.id());
            }
            session.run(
                    "insert into servers (id, account_id, token_hash, name, methods, tags, require_api_token,"
                            + " confirm, discovery, expires_at, created_at, updated_at, created_by)"
                            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    server.id(),
                    server.accountId(),
                    TokenHash.of(token).bytes(),
                    server.name(),
                    json(server.filter().methods()),
                    json(server.filter().tags()),
                    server.requireApiTokenAuth(),
                    server.options().confirm(),
                    server.options().discovery().word(),
                    server.expiresAt(),
                    now,
                    now,
                    server.createdBy());
        });
        return new Minted(server, token);
    }

    /** The server of an id, if there is one that is not revoked; one that has expired is there still. */
    public Optional<McpServer> find(String id) {
        return Optional.ofNullable(database.read(
                "find a server",
                session -> session.first(
                        "select " + COLUMNS + " from servers s where s.id = ? and s.revoked_at is null",
                        McpServers::read,
                        id)));
    }

    /**
     * A part of an account's servers that are not revoked, in the order in which they were minted.
     *
     * @throws GatewayException of kind {@code INVALID_ARGUMENT} if the cursor is none
     */
    public Page<McpServer> list(String accountId, int limit, @Nullable String cursor) {
        OptionalLong position = Cursor.position(cursor);
        if (position.isEmpty()) {
            throw new FieldErrors()
                    .add("next_cursor", "is not one that a list gave")
                    .exception();
        }
        record Placed(long seq, McpServer server) {}
        List<Placed> rows = database.read(
                "list servers",
                session -> session.all(
                        "select " + COLUMNS + " from servers s where s.account_id = ? and s.seq > ?"
                                + " and s.revoked_at is null order by s.seq fetch first " + (limit + 1) + " rows only",
                        row -> new Placed(row.number("s_seq"), read(row)),
                        accountId,
                        position.getAsLong()));
        return Page.of(rows, limit, Placed::seq, Placed::server);
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
            McpServer before = session.first(
                    "select " + COLUMNS + " from servers s where s.id = ? and s.revoked_at is null for update",
                    McpServers::read,
                    id);
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
                    before.lastUsedAt());
        }));
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

    /** Deletes what has been revoked or expired for longer than a time. */
    public void purge(Duration retention) {
        Instant before = clock.instant().minus(retention);
        database.change(
                "purge servers",
                session -> session.run("delete from servers where revoked_at < ? or expires_at < ?", before, before));
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
                row.instantOrNull("s_last_used_at"));
    }

    private FilterCheck check(IntegratedAccount account, String name, ToolFilter filter, FieldErrors errors) {
        errors.check(
                !name.isBlank() && name.length() <= NAME_LENGTH && name.chars().noneMatch(Character::isISOControl),
                "name",
                "is a line of 1 to " + NAME_LENGTH + " characters");
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

    private static String json(Collection<String> words) {
        return JSON.writeValueAsString(new TreeSet<>(words));
    }

    private static @Nullable Instant cut(@Nullable Instant instant) {
        return instant == null ? null : instant.truncatedTo(ChronoUnit.MILLIS);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

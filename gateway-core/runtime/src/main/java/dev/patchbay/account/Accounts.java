package dev.patchbay.account;

import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.Integration;
import dev.patchbay.api.OAuthScheme;
import dev.patchbay.store.Change;
import dev.patchbay.store.Changes;
import dev.patchbay.store.Database;
import dev.patchbay.store.Page;
import dev.patchbay.store.RandomId;
import dev.patchbay.store.Session;
import dev.patchbay.store.Where;
import dev.patchbay.tool.Integrations;
import dev.patchbay.vault.Credentials;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The connected accounts. An account outlives the absence of its integration; it is only checked against one that is
 * there.
 */
@Component(service = Accounts.class)
public final class Accounts {
    private static final String PREFIX = "acc_";

    private final Database database;
    private final Changes changes;
    private final Credentials credentials;
    private final Integrations integrations;
    private final AuthSchemes schemes;
    private final Clock clock;

    @Activate
    public Accounts(
            @Reference Database database,
            @Reference Changes changes,
            @Reference Credentials credentials,
            @Reference Integrations integrations,
            @Reference AuthSchemes schemes) {
        this(database, changes, credentials, integrations, schemes, Clock.systemUTC());
    }

    public Accounts(
            Database database,
            Changes changes,
            Credentials credentials,
            Integrations integrations,
            AuthSchemes schemes,
            Clock clock) {
        this.database = database;
        this.changes = changes;
        this.credentials = credentials;
        this.integrations = integrations;
        this.schemes = schemes;
        this.clock = clock;
    }

    /** An id that no account has. */
    public static String newId() {
        return RandomId.of(PREFIX);
    }

    /**
     * Connects an account. Whether its vendor accepts the credential shows at the first call.
     *
     * @throws GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}, if the integration is not
     *     deployed or asks for something else
     */
    public IntegratedAccount connect(NewAccount request) {
        return connect(newId(), request);
    }

    /**
     * Connects an account under an id that {@link #newId} gave.
     *
     * @throws dev.patchbay.store.StoreException a duplicate, if the id is taken
     */
    public IntegratedAccount connect(String id, NewAccount request) {
        return keep(checked(id, request), request.credentials());
    }

    /**
     * What {@link #connect} would keep, without keeping it; it has no id.
     *
     * @throws GatewayException as {@link #connect(NewAccount)}
     */
    public IntegratedAccount unconnected(NewAccount request) {
        return checked("", request);
    }

    private IntegratedAccount checked(String id, NewAccount request) {
        AccountCheck check = new AccountCheck(schemes);
        check.name(request.name());
        check.baseUrl(request.baseUrl());
        Integration integration = deployed(request.integration(), "integration", check.errors());
        if (integration == null) {
            throw check.errors().exception();
        }
        check.context(integration, request.context());
        String methodId =
                request.authMethod() == null ? integration.authMethods().get(0).id() : request.authMethod();
        check.authMethod(integration, methodId).ifPresent(method -> check.credentials(method, request.credentials()));
        check.errors().raise();
        return fresh(id, request, request.context(), methodId);
    }

    /**
     * Checks an account whose login is yet to be granted in a browser: its credentials are what the operator gives for
     * that, and context that the grant brings may be missing.
     *
     * @param request with an authentication method
     * @throws GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}
     */
    public void checkBeforeLogin(NewAccount request, Set<String> grantedContext) {
        AccountCheck check = new AccountCheck(schemes);
        check.name(request.name());
        check.baseUrl(request.baseUrl());
        Integration integration = deployed(request.integration(), "integration", check.errors());
        if (integration != null) {
            check.context(integration, request.context(), grantedContext);
            check.authMethod(integration, String.valueOf(request.authMethod()))
                    .ifPresent(method -> check.given(method, request.credentials()));
        }
        check.errors().raise();
    }

    /**
     * Connects an account whose login its vendor has granted, under an id that {@link #newId} gave.
     *
     * @param request as {@link #checkBeforeLogin} has found it good
     * @throws GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}, if what was granted does not
     *     suit the integration, or is for another account than the request says
     */
    public IntegratedAccount connect(String id, NewAccount request, OAuthScheme.Grant grant) {
        AccountCheck check = new AccountCheck(schemes);
        Integration integration = deployed(request.integration(), "integration", check.errors());
        Map<String, String> context = merged(request.context(), grant.context(), check.errors());
        if (integration != null) {
            check.context(integration, context);
            check.authMethod(integration, String.valueOf(request.authMethod()));
        }
        check.errors().raise();
        return keep(fresh(id, request, context, String.valueOf(request.authMethod())), grant.credential());
    }

    /**
     * Connects a location of an account as an account of its own, which logs in by that one.
     *
     * @param grant its credential, and what names it in its context; the rest of the context is the parent's
     * @throws GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}, if it does not suit the
     *     integration
     * @throws dev.patchbay.store.StoreException a duplicate, if it is connected already
     */
    public IntegratedAccount connectLocation(
            IntegratedAccount parent, String locationId, String name, OAuthScheme.Grant grant) {
        Map<String, String> context = new HashMap<>(parent.context());
        context.putAll(grant.context());
        NewAccount request = new NewAccount(
                parent.integration(), name, context, parent.authMethod(), grant.credential(), parent.baseUrl());
        AccountCheck check = new AccountCheck(schemes);
        check.name(name);
        Integration integration = deployed(parent.integration(), "integration", check.errors());
        if (integration != null) {
            check.context(integration, context);
        }
        check.errors().raise();
        IntegratedAccount account = fresh(newId(), request, context, parent.authMethod());
        return keep(account.of(new IntegratedAccount.Parent(parent.id(), locationId)), grant.credential());
    }

    /** Which accounts the locations of an account are, by the ids of the locations. */
    public Map<String, String> locationsOf(String id) {
        return database.read("list the locations of an account", session -> LocationRows.of(session, id));
    }

    /**
     * Puts a login that the vendor has granted in place of an account's former one; its id and its servers' URLs stay.
     *
     * @return the account as it is now, empty if there is none of this id
     * @throws GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}, if the login is for another
     *     account of the vendor: the URLs that are out must not lead somewhere else
     */
    public Optional<IntegratedAccount> reconnect(String id, String authMethod, OAuthScheme.Grant grant) {
        return Optional.ofNullable(database.transaction("connect an account again", session -> {
            IntegratedAccount before = AccountTable.locked(session, id);
            if (before == null) {
                return null;
            }
            AccountCheck check = new AccountCheck(schemes);
            Map<String, String> context = merged(before.context(), grant.context(), check.errors());
            Integration integration = deployed(before.integration(), "integration", check.errors());
            if (integration != null) {
                check.context(integration, context);
                check.authMethod(integration, authMethod);
            }
            check.errors().raise();
            return replace(
                    session,
                    before,
                    new AccountDraft(before.name(), context, authMethod, grant.credential(), before.baseUrl()));
        }));
    }

    private static Map<String, String> merged(
            Map<String, String> given, Map<String, String> granted, FieldErrors errors) {
        Map<String, String> merged = new HashMap<>(given);
        granted.forEach((name, value) -> {
            String before = merged.put(name, value);
            if (before != null && !before.isEmpty() && !before.equals(value)) {
                errors.add(
                        "context." + name,
                        "is " + before + ", but the login is for " + value
                                + ": log in to the same one, or connect another account");
            }
        });
        return merged;
    }

    private IntegratedAccount fresh(String id, NewAccount request, Map<String, String> context, String methodId) {
        Instant now = now();
        return new IntegratedAccount(
                id,
                request.integration(),
                request.name(),
                context,
                methodId,
                request.baseUrl(),
                AccountStatus.ACTIVE,
                null,
                now,
                now,
                now);
    }

    private IntegratedAccount keep(IntegratedAccount account, Credential credential) {
        database.change("connect an account", session -> {
            AccountTable.insert(session, account);
            credentials.put(session, account.id(), credential);
        });
        return account;
    }

    /** The account of an id, if there is one. */
    public Optional<IntegratedAccount> find(String id) {
        return Optional.ofNullable(database.read(
                "find an account",
                session -> session.first(
                        "select " + AccountTable.COLUMNS + " from accounts a where a.id = ?", AccountTable::read, id)));
    }

    /**
     * A part of the accounts that match, in the order in which they were connected.
     *
     * @param limit how many, at least 1
     * @param cursor the {@link Page#next} of the part before, or {@code null} for the first
     * @throws GatewayException of kind {@code INVALID_ARGUMENT} if the cursor is none
     */
    public Page<IntegratedAccount> list(AccountFilter filter, int limit, @Nullable String cursor) {
        AccountStatus status = filter.status();
        Where where = new Where()
                .and("a.seq > ?", FieldErrors.position(cursor))
                .and("a.integration = ?", filter.integration())
                .and("a.status = ?", status == null ? null : status.word())
                .contains("a.name", filter.nameContains());
        record Placed(long seq, IntegratedAccount account) {}
        List<Placed> rows = database.read(
                "list accounts",
                session -> session.all(
                        "select " + AccountTable.COLUMNS + " from accounts a" + where.sql()
                                + " order by a.seq fetch first " + (limit + 1) + " rows only",
                        row -> new Placed(row.number("a_seq"), AccountTable.read(row)),
                        where.values()));
        return Page.of(rows, limit, Placed::seq, Placed::account);
    }

    /** A part of all accounts; as {@link #list(AccountFilter, int, String)}. */
    public Page<IntegratedAccount> list(int limit, @Nullable String cursor) {
        return list(AccountFilter.ALL, limit, cursor);
    }

    /** The accounts of some ids, by id; those that are not there are absent. */
    public Map<String, IntegratedAccount> find(Collection<String> ids) {
        Map<String, IntegratedAccount> found = new HashMap<>();
        if (!ids.isEmpty()) {
            Where where = new Where().in("a.id", new TreeSet<>(ids));
            database.read(
                            "find accounts",
                            session -> session.all(
                                    "select " + AccountTable.COLUMNS + " from accounts a" + where.sql(),
                                    AccountTable::read,
                                    where.values()))
                    .forEach(each -> found.put(each.id(), each));
        }
        return found;
    }

    /** How many accounts each integration has; those without any are absent. */
    public Map<String, Long> countByIntegration() {
        Map<String, Long> counts = new HashMap<>();
        database.read("count accounts", session -> {
            session.each(
                    "select integration, count(*) as accounts from accounts group by integration",
                    row -> counts.put(row.text("integration"), row.number("accounts")));
            return counts;
        });
        return counts;
    }

    /**
     * Changes an account; its id and its servers' URLs stay. New credentials make it active again.
     *
     * @param change makes the new state of the present one; called within the transaction
     * @return the account as it is now, empty if there is none of this id
     * @throws GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}
     */
    public Optional<IntegratedAccount> update(String id, UnaryOperator<AccountDraft> change) {
        return Optional.ofNullable(database.transaction("change an account", session -> {
            IntegratedAccount before = AccountTable.locked(session, id);
            if (before == null) {
                return null;
            }
            AccountDraft draft = change.apply(AccountDraft.of(before));
            check(before, draft);
            return replace(session, before, draft);
        }));
    }

    private IntegratedAccount replace(Session session, IntegratedAccount before, AccountDraft draft)
            throws SQLException {
        Credential fresh = draft.credentials();
        Instant now = now();
        boolean reconnected = fresh != null;
        IntegratedAccount after = new IntegratedAccount(
                before.id(),
                before.integration(),
                draft.name(),
                draft.context(),
                draft.authMethod(),
                draft.baseUrl(),
                reconnected ? AccountStatus.ACTIVE : before.status(),
                reconnected ? null : before.statusReason(),
                reconnected && before.status() != AccountStatus.ACTIVE ? now : before.statusSince(),
                before.createdAt(),
                now,
                reconnected ? null : before.parent());
        if (reconnected) {
            LocationRows.wake(session, changes, before, draft.authMethod(), now);
        }
        AccountTable.update(session, after);
        if (fresh != null) {
            credentials.put(session, before.id(), fresh);
        }
        changes.publish(session, new Change(Change.Kind.ACCOUNT, before.id()));
        return after;
    }

    /**
     * Removes an account with its credential, and revokes its servers.
     *
     * @return whether there was one
     * @throws GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}, while other accounts log in by
     *     it: their URLs would die with its own
     */
    public boolean disconnect(String id) {
        return database.transaction("disconnect an account", session -> {
            if (AccountTable.locked(session, id) == null) {
                return false;
            }
            LocationRows.refuseWhileThereAre(session, id);
            session.run(
                    "update servers set revoked_at = coalesce(revoked_at, ?), account_id = null where account_id = ?",
                    now(),
                    id);
            session.run("delete from accounts where id = ?", id);
            changes.publish(session, new Change(Change.Kind.ACCOUNT, id));
            return true;
        });
    }

    private void check(IntegratedAccount before, AccountDraft draft) {
        AccountCheck check = new AccountCheck(schemes);
        check.name(draft.name());
        check.baseUrl(draft.baseUrl());
        boolean otherContext = !draft.context().equals(before.context());
        boolean otherMethod = !draft.authMethod().equals(before.authMethod());
        Credential fresh = draft.credentials();
        if (otherContext && before.parent() != null && fresh == null) {
            check.errors()
                    .add(
                            "context",
                            "is that of a location of " + before.parent().accountId()
                                    + "; connect another location as an account of its own");
        }
        if (otherContext || otherMethod || fresh != null) {
            String field = otherContext ? "context" : otherMethod ? "auth_method" : "credentials";
            Integration integration = deployed(before.integration(), field, check.errors());
            if (integration != null) {
                check.context(integration, draft.context());
                Optional<AuthMethod> method = check.authMethod(integration, draft.authMethod());
                if (fresh != null) {
                    method.ifPresent(each -> check.credentials(each, fresh));
                } else if (otherMethod) {
                    check.errors().add("credentials", "are missing: another way to log in needs its own");
                }
            }
        }
        check.errors().raise();
    }

    private @Nullable Integration deployed(String id, String field, FieldErrors errors) {
        Optional<Integration> found = integrations.find(id);
        if (found.isEmpty()) {
            List<String> ids = integrations.list().stream().map(Integration::id).toList();
            errors.add(
                    field,
                    "the integration " + id + " is not deployed; deployed are "
                            + (ids.isEmpty() ? "none" : String.join(", ", ids)));
        }
        return found.orElse(null);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

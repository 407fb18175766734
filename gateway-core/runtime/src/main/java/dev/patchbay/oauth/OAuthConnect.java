package dev.patchbay.oauth;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.AuthSchemes;
import dev.patchbay.account.FieldErrors;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.account.NewAccount;
import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Field;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.Integration;
import dev.patchbay.api.OAuthScheme;
import dev.patchbay.audit.AuditEntry;
import dev.patchbay.audit.AuditTrail;
import dev.patchbay.store.Database;
import dev.patchbay.store.RandomId;
import dev.patchbay.tool.Integrations;
import dev.patchbay.vault.Credentials;
import dev.patchbay.vault.Vault;
import dev.patchbay.vendor.VendorProxy;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Connects accounts by a login at the vendor: an operator begins it, a browser goes to the vendor and comes back to
 * {@value #CALLBACK} of any node, and that finishes it.
 */
@Component(service = OAuthConnect.class)
public final class OAuthConnect {
    /** The path of the redirect URI, which the operator registers with the vendor. */
    public static final String CALLBACK = "/oauth/callback";

    private static final int RANDOM_BYTES = 32;

    private final PendingLogins pending;
    private final Accounts accounts;
    private final Credentials credentials;
    private final Integrations integrations;
    private final AuthSchemes schemes;
    private final VendorProxy vendors;
    private final AuditTrail audit;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    /**
     * A login that was begun.
     *
     * @param accountId the account that it connects; one that is new is there when the login is finished
     * @param authorizeUrl where the operator's browser is to go; holds the state, which is a secret until it is used
     * @param redirectUri where the vendor sends it back to, and what must be registered there
     * @param expiresAt when it is too late to finish it
     */
    public record Started(String accountId, URI authorizeUrl, URI redirectUri, Instant expiresAt) {
        /** Without the state. */
        @Override
        public String toString() {
            return "Started[" + accountId + " until " + expiresAt + "]";
        }
    }

    /**
     * A login that was finished.
     *
     * @param again whether the account was there before
     */
    public record Finished(IntegratedAccount account, boolean again) {}

    private record Way(Integration integration, AuthMethod method, OAuthScheme scheme) {}

    @Activate
    public OAuthConnect(
            @Reference Database database,
            @Reference Vault vault,
            @Reference Accounts accounts,
            @Reference Credentials credentials,
            @Reference Integrations integrations,
            @Reference AuthSchemes schemes,
            @Reference VendorProxy vendors,
            @Reference AuditTrail audit) {
        this(database, vault, accounts, credentials, integrations, schemes, vendors, audit, Clock.systemUTC());
    }

    public OAuthConnect(
            Database database,
            Vault vault,
            Accounts accounts,
            Credentials credentials,
            Integrations integrations,
            AuthSchemes schemes,
            VendorProxy vendors,
            AuditTrail audit,
            Clock clock) {
        this.pending = new PendingLogins(database, vault, clock);
        this.accounts = accounts;
        this.credentials = credentials;
        this.integrations = integrations;
        this.schemes = schemes;
        this.vendors = vendors;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Begins a login that connects a new account.
     *
     * @param request with the client's id and secret as credentials; what the vendor will tell of the context may be
     *     missing; no authentication method means the integration's first one that is such a login
     * @param redirectBase where browsers reach the gateway, without a path
     * @param startedBy the id of the API token by which it is begun, or {@code null}
     * @throws GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}
     */
    public Started begin(NewAccount request, String redirectBase, @Nullable String startedBy) {
        return begin(Accounts.newId(), request, redirectBase, startedBy);
    }

    /** The same for an account that will have the id that {@link Accounts#newId} gave. */
    public Started begin(String accountId, NewAccount request, String redirectBase, @Nullable String startedBy) {
        Way way = way(request.integration(), request.authMethod());
        return begin(accountId, false, way, request, redirectBase, startedBy);
    }

    /**
     * Begins a login that connects an account again, for which its id and its servers' URLs stay.
     *
     * @param authMethod the method to log in by from now on; {@code null} for the account's own if it is such a login,
     *     else the integration's first one that is
     * @param client the client's id and secret; {@code null} for those that the account has
     * @return empty if there is no account of this id
     * @throws GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}
     */
    public Optional<Started> beginAgain(
            String accountId,
            @Nullable String authMethod,
            @Nullable Credential client,
            String redirectBase,
            @Nullable String startedBy) {
        return accounts.find(accountId).map(account -> {
            IntegratedAccount.Parent parent = account.parent();
            if (parent != null && (authMethod == null || authMethod.equals(account.authMethod()))) {
                throw wrong(
                        "auth_method",
                        "this account logs in by " + parent.accountId() + ": begin that one's login, or name another"
                                + " method for a login of its own");
            }
            boolean own = authMethod == null && isLogin(account);
            Way way = way(account.integration(), own ? account.authMethod() : authMethod);
            Credential given = client != null ? client : kept(account, way);
            NewAccount request = new NewAccount(
                    account.integration(), account.name(), account.context(), null, given, account.baseUrl());
            return begin(accountId, true, way, request, redirectBase, startedBy);
        });
    }

    /**
     * Finishes a login. Its state is used up, whatever comes of it.
     *
     * @param remoteAddress where the browser is, for the audit trail
     * @throws GatewayException of kind {@code INVALID_ARGUMENT} if the state is unknown, used or too old, or the login is
     *     for another account than it was begun for; of kind {@code NOT_CONNECTED} if the vendor refused; of another kind
     *     if it could not be asked. Its message can be shown
     */
    public Finished finish(String state, String code, @Nullable String remoteAddress) {
        PendingLogin login = taken(state);
        String requestId = RandomId.of("");
        audit.recordNow(entry(login, requestId, remoteAddress, "started"));
        try {
            Finished finished = finish(state, code, login);
            audit.recordNow(entry(login, requestId, remoteAddress, "ok"));
            return finished;
        } catch (GatewayException e) {
            audit.record(entry(login, requestId, remoteAddress, e.kind().name().toLowerCase(Locale.ROOT)));
            throw e;
        }
    }

    /**
     * Ends a login that the vendor, or the operator there, declined.
     *
     * @throws GatewayException of kind {@code INVALID_ARGUMENT} if the state is unknown, used or too old
     */
    public void decline(String state, @Nullable String remoteAddress) {
        audit.record(entry(taken(state), RandomId.of(""), remoteAddress, "declined"));
    }

    private Started begin(
            String accountId,
            boolean again,
            Way way,
            NewAccount request,
            String redirectBase,
            @Nullable String startedBy) {
        NewAccount chosen = new NewAccount(
                request.integration(),
                request.name(),
                request.context(),
                way.method.id(),
                request.credentials(),
                request.baseUrl());
        accounts.checkBeforeLogin(chosen, way.scheme.grantedContext(way.method.settings()));
        URI redirectUri = URI.create(redirectBase.replaceAll("/+$", "") + CALLBACK);
        String state = secret();
        String verifier = secret();
        URI page = way.scheme.authorizeUrl(
                chosen.credentials(), new OAuthScheme.Login(redirectUri, state, verifier), way.method.settings());
        Instant end = pending.keep(
                state,
                new PendingLogin(
                        accountId,
                        again,
                        chosen.integration(),
                        chosen.name(),
                        chosen.context(),
                        way.method.id(),
                        chosen.credentials().reveal(),
                        chosen.baseUrl(),
                        redirectUri.toString(),
                        verifier,
                        startedBy));
        return new Started(accountId, page, redirectUri, end);
    }

    private Finished finish(String state, String code, PendingLogin login) {
        Way way = way(login.integration(), login.authMethod());
        if (!login.again() && accounts.find(login.accountId()).isPresent()) {
            throw new GatewayException(Kind.INVALID_ARGUMENT, "the account has been connected by another login");
        }
        Map<String, Object> settings = way.method.settings();
        OAuthScheme.Grant grant = way.scheme.exchange(
                code,
                new Credential(login.client()),
                new OAuthScheme.Login(URI.create(login.redirectUri()), state, login.verifier()),
                settings,
                vendors.tokenEndpoint(way.integration, login.baseUrl()));
        checkSuits(login, way, grant);
        if (!login.again()) {
            return new Finished(accounts.connect(login.accountId(), login.request(), grant), false);
        }
        return accounts.reconnect(login.accountId(), login.authMethod(), grant)
                .map(account -> new Finished(account, true))
                .orElseThrow(() -> new GatewayException(
                        Kind.INVALID_ARGUMENT, "the account has been disconnected in the meantime"));
    }

    /** A login at an agency, say, must not serve where one at a location was asked for. */
    private static void checkSuits(PendingLogin login, Way way, OAuthScheme.Grant grant) {
        FieldErrors errors = new FieldErrors();
        for (String name : way.scheme.grantedContext(way.method.settings())) {
            String wanted = login.context().getOrDefault(name, "");
            errors.check(
                    wanted.isEmpty() || grant.context().containsKey(name),
                    "context." + name,
                    "is " + wanted + ", but the login is for none: log in to that one");
        }
        errors.raise();
    }

    private PendingLogin taken(String state) {
        PendingLogin login = pending.take(state);
        if (login == null) {
            throw new GatewayException(
                    Kind.INVALID_ARGUMENT,
                    "this login is unknown: it was finished before, or it was begun more than "
                            + PendingLogins.LIFETIME.toMinutes() + " minutes ago; begin it again");
        }
        return login;
    }

    private boolean isLogin(IntegratedAccount account) {
        return integrations.find(account.integration()).stream()
                .flatMap(each -> each.authMethods().stream())
                .anyMatch(method -> method.id().equals(account.authMethod()) && scheme(method) != null);
    }

    private Way way(String integrationId, @Nullable String methodId) {
        Integration integration = integrations
                .find(integrationId)
                .orElseThrow(() -> wrong("integration", "the integration " + integrationId + " is not deployed"));
        for (AuthMethod method : integration.authMethods()) {
            OAuthScheme scheme = scheme(method);
            if (scheme != null && (methodId == null || methodId.equals(method.id()))) {
                return new Way(integration, method, scheme);
            }
        }
        throw wrong(
                "auth_method",
                methodId == null
                        ? "no way to log in to " + integrationId + " that is deployed is a login in the browser"
                        : methodId + " is no login in the browser, or its plugin is not deployed");
    }

    private @Nullable OAuthScheme scheme(AuthMethod method) {
        return schemes.find(method.scheme()).orElse(null) instanceof OAuthScheme scheme ? scheme : null;
    }

    /** What the operator gave at the last login; what the vendor granted then is left out. */
    private Credential kept(IntegratedAccount account, Way way) {
        if (!account.authMethod().equals(way.method.id())) {
            return new Credential(Map.of());
        }
        Map<String, String> all = credentials.credential(account.id()).reveal();
        List<Field> fields = way.scheme.fields(way.method.settings());
        Map<String, String> given = new HashMap<>();
        for (Field field : fields) {
            String value = all.get(field.name());
            if (value != null) {
                given.put(field.name(), value);
            }
        }
        return new Credential(given);
    }

    private static GatewayException wrong(String field, String message) {
        return new FieldErrors().add(field, message).exception();
    }

    private String secret() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private AuditEntry entry(PendingLogin login, String requestId, @Nullable String remoteAddress, String outcome) {
        return new AuditEntry(
                clock.instant(),
                requestId,
                null,
                login.startedBy(),
                login.accountId(),
                login.integration(),
                remoteAddress,
                login.again() ? "account.reconnect" : "account.connect",
                "admin",
                outcome,
                null,
                0,
                0,
                0,
                null,
                "by a login in the browser, method " + login.authMethod());
    }
}

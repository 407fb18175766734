package dev.patchbay.vendor;

import dev.patchbay.account.AuthSchemes;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.Account;
import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Effect;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.Integration;
import dev.patchbay.api.LocationScheme;
import dev.patchbay.api.OAuthScheme;
import dev.patchbay.api.TokenEndpoint;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.ToolProvider;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import dev.patchbay.vault.CredentialSource;
import java.net.InetAddress;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import org.eclipse.jetty.client.Request;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Opens the way to a vendor for one call. On it, every request is resolved against the account's base URL, checked for
 * where it goes, signed, given its turn, sent once, and judged.
 */
@Component(service = VendorProxy.class, configurationPid = VendorConfig.PID)
@Designate(ocd = VendorConfig.class)
public final class VendorProxy {
    private static final VendorDialect USUAL = new VendorDialect() {
        @Override
        public QuotaNames quotaNames() {
            return QuotaNames.USUAL;
        }

        @Override
        public @Nullable Object errorMessage(@Nullable Object body) {
            return null;
        }

        @Override
        public boolean failed(@Nullable Object body) {
            return false;
        }

        @Override
        public @Nullable VendorRequest check(Account account) {
            return null;
        }
    };
    /** Well below the minute for which nobody else may renew the same credential. */
    private static final Duration TOKEN_TIMEOUT = Duration.ofSeconds(15);

    private static final Duration CHECK_TIMEOUT = Duration.ofSeconds(20);

    private final CredentialSource credentials;
    private final AuthSchemes schemes;
    private final HealthTeller health;
    private final VendorHttp http;
    /** Replaced as a whole when the configuration changes; requests under way end as they began. */
    private volatile Ways ways;

    private final TokenRequests tokens;

    /**
     * @param told the pipeline of stored accounts
     * @param untold for accounts that nobody knows yet: nobody is told how they fare
     * @param timeout for requests of tools that name none
     */
    private record Ways(VendorExchange.Pipeline told, VendorExchange.Pipeline untold, Duration timeout) {}

    @Activate
    public VendorProxy(
            VendorConfig config,
            @Reference CredentialSource credentials,
            @Reference AuthSchemes schemes,
            @Reference HealthTeller health) {
        this(config, credentials, schemes, health, InetAddress::getAllByName);
    }

    VendorProxy(
            VendorConfig config,
            CredentialSource credentials,
            AuthSchemes schemes,
            HealthTeller health,
            EgressGuard.Lookup lookup) {
        this.credentials = credentials;
        this.schemes = schemes;
        this.health = health;
        this.http = new VendorHttp(() -> ways.told().guard(), lookup);
        Duration timeout = Duration.ofSeconds(config.vendor_timeout_seconds());
        this.tokens = new TokenRequests(
                http,
                () -> ways.told(),
                new AnswerReader(config.max_inflated_bytes()),
                timeout.compareTo(TOKEN_TIMEOUT) < 0 ? timeout : TOKEN_TIMEOUT);
        this.ways = ways(config);
    }

    /** Takes other settings for all requests from now on. */
    @Modified
    public void modified(VendorConfig config) {
        ways = ways(config);
    }

    private Ways ways(VendorConfig config) {
        return new Ways(
                pipeline(config, health),
                pipeline(config, new HealthTeller()),
                Duration.ofSeconds(config.vendor_timeout_seconds()));
    }

    private VendorExchange.Pipeline pipeline(VendorConfig config, HealthTeller teller) {
        return new VendorExchange.Pipeline(
                new EgressGuard(config.allowed_private_hosts()),
                schemes,
                new Bulkhead(config.max_concurrent_per_account(), config.bulkhead_wait_millis()),
                http,
                new AnswerReader(config.max_inflated_bytes()),
                new QuotaReader(Clock.systemUTC()),
                teller,
                config.max_answer_bytes(),
                config.user_agent());
    }

    @Deactivate
    public void close() {
        tokens.close();
        http.close();
    }

    /**
     * The way to the vendor for a call. Nothing is sent, resolved or opened before the first request.
     *
     * @param account the stored account that the call is for
     */
    public CancellableClient open(ToolCall call, ToolProvider provider, IntegratedAccount account) {
        Tool tool = call.tool();
        Duration own = tool.timeout();
        Ways now = ways;
        return new VendorExchange(
                now.told(),
                new VendorExchange.Call(
                        account,
                        provider.integration(),
                        dialect(provider),
                        login(provider, account),
                        request -> writes(tool, request),
                        call.deadline(),
                        own == null ? now.timeout() : own,
                        call.caller()::cancelled));
    }

    /**
     * The way to where the vendor of an integration issues credentials.
     *
     * @param baseUrl the account's own base URL, or {@code null}
     */
    public TokenEndpoint tokenEndpoint(Integration integration, @Nullable String baseUrl) {
        return tokens.of(integration, baseUrl);
    }

    /**
     * Gets the credential of a location by the login of the account that has it.
     *
     * @param method how that account logs in, by this scheme
     * @throws dev.patchbay.api.GatewayException of kind {@code NOT_CONNECTED} if the vendor gives none, or the account
     *     has to be connected again; of another kind if a later try may succeed
     */
    public OAuthScheme.Grant grantFor(
            String locationId,
            IntegratedAccount account,
            LocationScheme scheme,
            AuthMethod method,
            Integration integration) {
        return new ByParent(
                        scheme,
                        method.settings(),
                        tokens.of(integration, account.baseUrl()),
                        credentials,
                        health,
                        new IntegratedAccount.Parent(account.id(), locationId),
                        account.context())
                .grant();
    }

    private Login login(ToolProvider provider, IntegratedAccount account) {
        return new Login.Stored(credentials, account, tokens.of(provider.integration(), account.baseUrl()), health);
    }

    private static VendorDialect dialect(ToolProvider provider) {
        return provider instanceof VendorDialect dialect ? dialect : USUAL;
    }

    /** A hook of a writing tool may read first: a GET changes something only if the tool itself is one. */
    private static boolean writes(Tool tool, VendorRequest request) {
        return tool.effect() != Effect.READS
                && (!request.method().equals("GET") || tool.operation().startsWith("GET "));
    }

    /**
     * Sends the integration's harmless request, which shows whether a stored account's credential works.
     *
     * @return the vendor's answer; {@code null} if the integration has no such request for this account, so that nothing
     *     is known
     * @throws dev.patchbay.api.GatewayException as a call would: {@code NOT_CONNECTED} if the credential was refused
     */
    public @Nullable VendorResponse check(ToolProvider provider, IntegratedAccount account) {
        return check(ways.told(), provider, account, login(provider, account));
    }

    /** The same for an account that is not stored yet: {@link dev.patchbay.account.AccountHealth} does not hear of it. */
    public @Nullable VendorResponse check(ToolProvider provider, IntegratedAccount account, Credential credential) {
        return check(ways.untold(), provider, account, new Login.Given(credential));
    }

    private static @Nullable VendorResponse check(
            VendorExchange.Pipeline way, ToolProvider provider, IntegratedAccount account, Login login) {
        VendorDialect dialect = dialect(provider);
        VendorRequest request = dialect.check(account.toAccount());
        if (request == null) {
            return null;
        }
        Instant end = Instant.now().plus(CHECK_TIMEOUT);
        VendorExchange.Call call = new VendorExchange.Call(
                account, provider.integration(), dialect, login, any -> false, end, CHECK_TIMEOUT, () -> false);
        return new VendorExchange(way, call).send(request);
    }

    /**
     * The scheme, host and port where an account's vendor is.
     *
     * @throws dev.patchbay.api.GatewayException of kind {@code MISCONFIGURED} if its base URL is none
     */
    public String origin(IntegratedAccount account, Integration integration) {
        return Target.of(account, integration).origin();
    }

    /** Asks an account's vendor for its root, without credentials: any answer shows that it is there. */
    public Reach reach(IntegratedAccount account, Integration integration, Duration patience) {
        Target target = Target.of(account, integration);
        VendorExchange.Pipeline way = ways.untold();
        Instant begin = Instant.now();
        try {
            way.guard().check(target);
            Request request = http.request(target, "/").method("GET");
            request.headers(fields -> fields.put("User-Agent", way.userAgent()));
            HttpAnswer answer = new HttpExchange(request, way.maxAnswerBytes()).send(patience.toMillis(), () -> false);
            Instant end = Instant.now();
            return new Reach(
                    true,
                    "",
                    Duration.between(begin, end),
                    skew(answer.headers().get("date"), end));
        } catch (HttpFailure | GatewayException e) {
            return new Reach(
                    false, String.valueOf(e.getMessage()), Duration.between(begin, Instant.now()), Optional.empty());
        }
    }

    /** A Date header is to the second (RFC 9110, 6.6.1). */
    private static Optional<Duration> skew(@Nullable String date, Instant now) {
        try {
            return date == null
                    ? Optional.empty()
                    : Optional.of(
                            Duration.between(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from), now));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

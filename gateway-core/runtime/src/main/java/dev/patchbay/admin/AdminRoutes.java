package dev.patchbay.admin;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.AuthSchemes;
import dev.patchbay.account.FieldErrors;
import dev.patchbay.api.GatewayException;
import dev.patchbay.audit.AuditTrail;
import dev.patchbay.audit.AuditUnavailable;
import dev.patchbay.integration.IntegrationStates;
import dev.patchbay.oauth.Locations;
import dev.patchbay.oauth.OAuthConnect;
import dev.patchbay.protocol.ServerTools;
import dev.patchbay.protocol.ToolCalls;
import dev.patchbay.store.Database;
import dev.patchbay.store.RandomId;
import dev.patchbay.store.StoreException;
import dev.patchbay.token.ApiToken;
import dev.patchbay.token.ApiTokens;
import dev.patchbay.token.McpServers;
import dev.patchbay.tool.Integrations;
import dev.patchbay.tool.ToolCatalog;
import dev.patchbay.vault.Vault;
import dev.patchbay.vendor.ConnectionCheck;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The admin API itself, behind its doors ({@link AdminServlet}, {@link AdminSessions}): all routes, who may use them,
 * and how refusals look.
 */
@Component(service = AdminRoutes.class)
public final class AdminRoutes {
    private static final Logger LOG = LoggerFactory.getLogger(AdminRoutes.class);

    private final Journal journal;
    private final Routes routes = new Routes();
    private volatile @Nullable ApiDocument document;

    @Activate
    public AdminRoutes(
            @Reference Database database,
            @Reference Vault vault,
            @Reference Accounts accounts,
            @Reference McpServers servers,
            @Reference ApiTokens apiTokens,
            @Reference AuditTrail audit,
            @Reference Integrations integrations,
            @Reference AuthSchemes schemes,
            @Reference IntegrationStates states,
            @Reference ToolCatalog catalog,
            @Reference ToolCalls calls,
            @Reference ServerTools serverTools,
            @Reference ConnectionCheck connections,
            @Reference OAuthConnect logins,
            @Reference Locations locations,
            @Reference PublicUrl publicUrl,
            @Reference NodeRoutes node) {
        this(
                database,
                vault,
                accounts,
                servers,
                apiTokens,
                audit,
                integrations,
                schemes,
                states,
                catalog,
                calls,
                serverTools,
                connections,
                logins,
                locations,
                publicUrl,
                Clock.systemUTC());
        node.addTo(routes);
    }

    public AdminRoutes(
            Database database,
            Vault vault,
            Accounts accounts,
            McpServers servers,
            ApiTokens apiTokens,
            AuditTrail audit,
            Integrations integrations,
            AuthSchemes schemes,
            IntegrationStates states,
            ToolCatalog catalog,
            ToolCalls calls,
            ServerTools serverTools,
            ConnectionCheck connections,
            OAuthConnect logins,
            Locations locations,
            PublicUrl publicUrl,
            Clock clock) {
        journal = new Journal(audit, clock);
        Idempotency idempotency = new Idempotency(database, vault, clock);
        AccountResource accountResource =
                new AccountResource(accounts, servers, connections, integrations, idempotency, journal);
        accountResource.addTo(routes);
        new LoginResource(accountResource, logins, publicUrl, idempotency, journal).addTo(routes);
        new LocationResource(accountResource, locations, journal).addTo(routes);
        ServerView serverViews = new ServerView(serverTools, audit, clock);
        new ServerPreview(accountResource, servers, serverTools, serverViews).addTo(routes);
        new ServerResource(accountResource, servers, publicUrl, idempotency, journal, serverViews).addTo(routes);
        new IntegrationResource(states, schemes).addTo(routes);
        new ToolResource(accountResource, integrations, catalog, calls).addTo(routes);
        new ApiTokenResource(apiTokens, idempotency, journal).addTo(routes);
        new AuditResource(audit, accounts, servers).addTo(routes);
        routes.add("GET", "/openapi.json", null, this::describe);
    }

    /**
     * Does a request, or refuses it; both are an answer. The answer names the request by {@code X-Request-Id}, as the log
     * and the audit trail do.
     *
     * @param caller tells who asks, empty if the API token is not valid; asked before anything is done
     */
    Answer answer(Incoming incoming, Supplier<Optional<ApiToken>> caller) {
        String id = RandomId.of("req_");
        return attempt(incoming, caller, id).with("X-Request-Id", id);
    }

    private Answer describe(Call call) {
        call.onlyQueries();
        return Answer.ok(document().json());
    }

    /** Made when somebody asks for it first. */
    ApiDocument document() {
        ApiDocument made = document;
        if (made == null) {
            made = ApiDocument.of(routes.all());
            document = made;
        }
        return made;
    }

    /** The table, for the document that describes it. */
    List<Routes.Route> all() {
        return routes.all();
    }

    private Answer attempt(Incoming incoming, Supplier<Optional<ApiToken>> caller, String id) {
        try {
            return done(incoming, caller, id);
        } catch (Refusal e) {
            return problem(e);
        } catch (GatewayException e) {
            return problem(refusal(e, id));
        } catch (AuditUnavailable e) {
            return problem(
                    new Refusal(503, e.getMessage() + "; look whether the change was made before you repeat it"));
        } catch (StoreException e) {
            LOG.error("admin request {}: {}", id, e.getMessage());
            return problem(new Refusal(503, "the store does not answer"));
        } catch (RuntimeException e) {
            LOG.error("admin request {} failed", id, e);
            return problem(new Refusal(500, "this is a defect; the log has it under " + id));
        }
    }

    private Answer done(Incoming incoming, Supplier<Optional<ApiToken>> caller, String id) {
        Routes.Found found = routes.find(incoming.method(), incoming.path());
        if (found instanceof Routes.Match match && match.route().permission() == null) {
            return match.route().handler().handle(new Call(incoming, id, null, match.variables()));
        }
        // Whoever is not known learns nothing, not even which paths there are.
        ApiToken known = caller.get().orElseThrow(AdminRoutes::unknown);
        Routes.Match match = found.orRefuse();
        Call call = new Call(incoming, id, known, match.variables());
        if (!match.route().allows(known.role())) {
            journal.forbidden(call, match.route());
            throw new Refusal(403, "an API token of the role " + known.role().word() + " may not do this");
        }
        return match.route().handler().handle(call);
    }

    private static Refusal unknown() {
        return new Refusal(
                401,
                "send a valid API token: Authorization: Bearer …",
                List.of(),
                Map.of("WWW-Authenticate", "Bearer realm=\"patchbay\""));
    }

    private static Refusal refusal(GatewayException failure, String id) {
        String message = String.valueOf(failure.getMessage());
        if (failure.kind() == GatewayException.Kind.INVALID_ARGUMENT) {
            Object errors = failure.data().get(FieldErrors.KEY);
            return new Refusal(422, message, errors instanceof List<?> list ? list : List.of(), Map.of());
        }
        return switch (failure.kind()) {
            case NOT_CONNECTED -> new Refusal(409, message);
            case RATE_LIMITED -> new Refusal(429, message);
            case VENDOR_REJECTED, VENDOR_FAILED, VENDOR_UNREACHABLE -> new Refusal(502, message);
            default -> {
                LOG.error("admin request {} failed", id, failure);
                yield new Refusal(500, message);
            }
        };
    }

    private static Answer problem(Refusal refusal) {
        Map<String, @Nullable Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", Refusal.title(refusal.status()));
        problem.put("status", refusal.status());
        problem.put("detail", refusal.getMessage());
        problem.put("errors", refusal.errors());
        return new Answer(refusal.status(), problem, refusal.headers());
    }
}

package dev.patchbay.admin;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.AuthSchemes;
import dev.patchbay.account.FieldErrors;
import dev.patchbay.api.GatewayException;
import dev.patchbay.audit.AuditTrail;
import dev.patchbay.audit.AuditUnavailable;
import dev.patchbay.store.Database;
import dev.patchbay.store.RandomId;
import dev.patchbay.store.StoreException;
import dev.patchbay.token.ApiToken;
import dev.patchbay.token.ApiTokens;
import dev.patchbay.token.McpServers;
import dev.patchbay.tool.Integrations;
import dev.patchbay.vault.Vault;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** The door of the admin API: who calls, which route it is, and how answers and refusals look on the wire. */
@Component(service = Servlet.class, immediate = true)
@HttpWhiteboardServletName("patchbay-admin")
@HttpWhiteboardServletPattern({
    "/integrated-account/*",
    "/admin/integrated-accounts/*",
    "/integration/*",
    "/api-token/*",
    "/audit/*"
})
public final class AdminServlet extends HttpServlet {
    private static final Logger LOG = LoggerFactory.getLogger(AdminServlet.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BEARER = "bearer ";

    /** What is refused before the body is read, or in its midst. */
    private static final Set<Integer> UNREAD = Set.of(401, 403, 404, 405, 413, 415);

    private final transient ApiTokens apiTokens;
    private final transient Journal journal;
    private final transient Routes routes = new Routes();

    @Activate
    public AdminServlet(
            @Reference Database database,
            @Reference Vault vault,
            @Reference Accounts accounts,
            @Reference McpServers servers,
            @Reference ApiTokens apiTokens,
            @Reference AuditTrail audit,
            @Reference Integrations integrations,
            @Reference AuthSchemes schemes,
            @Reference PublicUrl publicUrl) {
        this(database, vault, accounts, servers, apiTokens, audit, integrations, schemes, publicUrl, Clock.systemUTC());
    }

    public AdminServlet(
            Database database,
            Vault vault,
            Accounts accounts,
            McpServers servers,
            ApiTokens apiTokens,
            AuditTrail audit,
            Integrations integrations,
            AuthSchemes schemes,
            PublicUrl publicUrl,
            Clock clock) {
        this.apiTokens = apiTokens;
        journal = new Journal(audit, clock);
        Idempotency idempotency = new Idempotency(database, vault, clock);
        AccountResource accountResource = new AccountResource(accounts, integrations, idempotency, journal);
        accountResource.addTo(routes);
        new ServerResource(accountResource, servers, publicUrl, idempotency, journal, clock).addTo(routes);
        new IntegrationResource(integrations, schemes, accountResource).addTo(routes);
        new ApiTokenResource(apiTokens, idempotency, journal).addTo(routes);
        new AuditResource(audit).addTo(routes);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String id = RandomId.of("req_");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("X-Request-Id", id);
        try {
            send(response, answer(request, id), "application/json");
        } catch (Refusal e) {
            refuse(request, response, e);
        } catch (GatewayException e) {
            refuse(request, response, refusal(e, id));
        } catch (AuditUnavailable e) {
            refuse(
                    request,
                    response,
                    new Refusal(503, e.getMessage() + "; look whether the change was made before you repeat it"));
        } catch (StoreException e) {
            LOG.error("admin request {}: {}", id, e.getMessage());
            refuse(request, response, new Refusal(503, "the store does not answer"));
        } catch (RuntimeException e) {
            LOG.error("admin request {} failed", id, e);
            refuse(request, response, new Refusal(500, "this is a defect; the log has it under " + id));
        }
    }

    private Answer answer(HttpServletRequest request, String id) {
        ApiToken caller = caller(request);
        String info = request.getPathInfo();
        Routes.Match match = routes.find(request.getMethod(), request.getServletPath() + (info == null ? "" : info));
        Call call = new Call(request, id, caller, match.variables());
        if (!caller.role().allows(match.route().permission())) {
            journal.forbidden(call, match.route());
            throw new Refusal(403, "an API token of the role " + caller.role().word() + " may not do this");
        }
        return match.route().handler().handle(call);
    }

    private ApiToken caller(HttpServletRequest request) {
        String header = request.getHeader("Authorization");
        if (header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            ApiToken caller = apiTokens
                    .authenticate(header.substring(BEARER.length()).strip())
                    .orElse(null);
            if (caller != null) {
                return caller;
            }
        }
        throw new Refusal(
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
        LOG.error("admin request {} failed", id, failure);
        return new Refusal(500, message);
    }

    private static void refuse(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        // A body that nobody read ends the connection: the client has to know, or it sends its next request into it.
        boolean unread = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (unread && UNREAD.contains(refusal.status()) && request.getProtocol().startsWith("HTTP/1")) {
            response.setHeader("Connection", "close");
        }
        Map<String, @Nullable Object> problem = new LinkedHashMap<>();
        problem.put("type", "about:blank");
        problem.put("title", Refusal.title(refusal.status()));
        problem.put("status", refusal.status());
        problem.put("detail", refusal.getMessage());
        problem.put("errors", refusal.errors());
        send(response, new Answer(refusal.status(), problem, refusal.headers()), "application/problem+json");
    }

    private static void send(HttpServletResponse response, Answer answer, String type) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        Object body = answer.body();
        if (body != null) {
            byte[] bytes = JSON.writeValueAsBytes(body);
            response.setContentType(type);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}

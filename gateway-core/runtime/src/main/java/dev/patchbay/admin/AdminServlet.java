package dev.patchbay.admin;

import dev.patchbay.token.ApiToken;
import dev.patchbay.token.ApiTokens;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletName;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import tools.jackson.databind.json.JsonMapper;

/** The door of the admin API to the network: who calls, and how answers look on the wire. */
@Component(service = Servlet.class, immediate = true)
@HttpWhiteboardServletName("patchbay-admin")
@HttpWhiteboardServletPattern({
    "/integrated-account/*",
    "/admin/integrated-accounts/*",
    "/integration/*",
    "/api-token/*",
    "/audit/*",
    "/mcp-server/*",
    "/session",
    "/statistics",
    "/deployment/*",
    "/attention",
    "/settings",
    "/openapi.json"
})
public final class AdminServlet extends HttpServlet {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String BEARER = "bearer ";

    /** What is refused before the body is read, or in its midst. */
    private static final Set<Integer> UNREAD = Set.of(401, 403, 404, 405, 413, 415);

    private final transient AdminRoutes routes;
    private final transient ApiTokens apiTokens;

    @Activate
    public AdminServlet(@Reference AdminRoutes routes, @Reference ApiTokens apiTokens) {
        this.routes = routes;
        this.apiTokens = apiTokens;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("X-Content-Type-Options", "nosniff");
        HttpIncoming incoming = new HttpIncoming(request);
        Answer answer = routes.answer(incoming, () -> caller(request.getHeader("Authorization")));
        // A body that nobody read ends the connection: the client has to know, or it sends its next request into it.
        if (incoming.hasBody()
                && UNREAD.contains(answer.status())
                && request.getProtocol().startsWith("HTTP/1")) {
            response.setHeader("Connection", "close");
        }
        send(response, answer);
    }

    private Optional<ApiToken> caller(@Nullable String header) {
        return header != null && header.toLowerCase(Locale.ROOT).startsWith(BEARER)
                ? apiTokens.authenticate(header.substring(BEARER.length()).strip())
                : Optional.empty();
    }

    private static void send(HttpServletResponse response, Answer answer) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        Object body = answer.body();
        if (body != null) {
            byte[] bytes = JSON.writeValueAsBytes(body);
            response.setContentType(answer.status() < 400 ? "application/json" : "application/problem+json");
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
        }
    }
}

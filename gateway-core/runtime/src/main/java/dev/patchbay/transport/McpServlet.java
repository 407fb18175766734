package dev.patchbay.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.metrics.CallMetrics;
import dev.patchbay.protocol.Protocols;
import dev.patchbay.token.Admission;
import dev.patchbay.token.Pace;
import dev.patchbay.token.TokenGate;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletAsyncSupported;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /mcp/<token>}, and {@code /mcp} with the token as bearer. Decides who comes in and how much of a body is read;
 * what it says is for {@link Protocols}.
 */
@Component(
        service = Servlet.class,
        configurationPid = "dev.patchbay.gateway",
        // and all that it needs, before anybody can connect; else the first who do would find nothing here
        immediate = true)
@Designate(ocd = McpServlet.Config.class)
@HttpWhiteboardServletPattern({"/mcp", "/mcp/*"})
@HttpWhiteboardServletAsyncSupported
public final class McpServlet extends HttpServlet {
    /** Where the gateway is, and who may come in. */
    @ObjectClassDefinition(name = "Patchbay gateway")
    public @interface Config {
        @AttributeDefinition(
                description = "The URL at which clients reach the gateway, https://mcp.example.com for example."
                        + " It begins the URLs that are minted. Empty: the loopback address.")
        String public_url() default "";

        @AttributeDefinition(
                description =
                        "Further values of the Host header that are let in, besides loopback and the public URL's")
        String[] allowed_hosts() default {};

        @AttributeDefinition(
                description = "Origins of web pages that may call MCP servers, https://app.example for example")
        String[] allowed_origins() default {};

        @AttributeDefinition(description = "Bytes of a request's body above which it is refused")
        int max_body_bytes() default 4 * 1024 * 1024;

        @AttributeDefinition(
                description = "Requests of any kind in a minute above which a server's are refused with 429. Far above"
                        + " what clients need: calls have a limit of their own, in dev.patchbay.calls. 0: no limit.")
        int requests_per_minute() default 60_000;

        @AttributeDefinition(
                description = "Let tokens in the path open servers. Off: only Authorization: Bearer at /mcp does.")
        boolean token_in_path() default true;
    }

    private static final String BEARER = "Bearer ";
    /** What goes with every answer. */
    static final Map<String, String> HEADERS =
            Map.of("Cache-Control", "no-store", "Referrer-Policy", "no-referrer", "X-Content-Type-Options", "nosniff");

    /** What is said of any URL that opens nothing, whatever is wrong with it. */
    static final byte[] NOT_FOUND = "{\"error\":\"not found\"}".getBytes(UTF_8);

    /** How much is read of a body that is too large, in largest bodies. */
    private static final long DISCARDED_BODIES = 2;

    private static final byte[] FORBIDDEN =
            "{\"error\":\"this host or origin is not allowed; see allowed.hosts and allowed.origins in conf/dev.patchbay.gateway.cfg\"}"
                    .getBytes(UTF_8);
    private static final byte[] UNAUTHORIZED =
            "{\"error\":\"this server wants an API token besides its URL: Authorization: Bearer, or X-API-Key\"}"
                    .getBytes(UTF_8);
    private static final byte[] TOO_MANY =
            "{\"error\":\"too many requests for this server; wait as Retry-After says\"}".getBytes(UTF_8);
    private static final byte[] TOO_LARGE = "{\"error\":\"the body is too large\"}".getBytes(UTF_8);

    private final transient TokenGate gate;
    private final transient Protocols protocols;
    private final transient CallMetrics metrics;
    private final transient Origins origins;
    private final transient Pace pace;
    private final int maxBodyBytes;
    private final boolean tokenInPath;

    @Activate
    public McpServlet(
            Config config, @Reference TokenGate gate, @Reference Protocols protocols, @Reference CallMetrics metrics) {
        this.gate = gate;
        this.protocols = protocols;
        this.metrics = metrics;
        this.origins = new Origins(config.public_url(), config.allowed_hosts(), config.allowed_origins());
        this.pace = new Pace(config.requests_per_minute());
        this.maxBodyBytes = config.max_body_bytes();
        this.tokenInPath = config.token_in_path();
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HEADERS.forEach(response::setHeader);
        serve(request, response);
        metrics.answered(response.getStatus());
    }

    private void serve(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (!origins.allowsHost(request.getHeader("Host")) || !origins.allowsOrigin(request.getHeader("Origin"))) {
            refuse(response, 403, FORBIDDEN);
            return;
        }
        Address address = address(request);
        if (address == null) {
            refuse(response, 404, NOT_FOUND);
            return;
        }
        Admission admission = gate.admit(address.token(), address.secondFactor());
        if (admission instanceof Admission.SecondFactorMissing) {
            response.setHeader("WWW-Authenticate", "Bearer");
            refuse(response, 401, UNAUTHORIZED);
        } else if (admission instanceof Admission.Granted grant) {
            long wait = pace.secondsToWait(grant.server().id(), System.nanoTime());
            if (wait > 0) {
                response.setHeader("Retry-After", String.valueOf(wait));
                refuse(response, 429, TOO_MANY);
                return;
            }
            byte[] body = body(request);
            if (body == null) {
                discard(request.getInputStream(), DISCARDED_BODIES * maxBodyBytes);
                refuse(response, 413, TOO_LARGE);
            } else {
                protocols.handle(new HttpExchange(request, response, grant, address.subpath(), body, requestId()));
            }
        } else {
            refuse(response, 404, NOT_FOUND);
        }
    }

    /** Answers a request whose body nobody has read: the connection is of no use after it, and the client is told. */
    private static void refuse(HttpServletResponse response, int status, byte[] document) throws IOException {
        response.setHeader("Connection", "close");
        answer(response, status, document);
    }

    /**
     * Where a request wants to go.
     *
     * @param secondFactor the API token that it brings, or {@code null}
     */
    private record Address(
            String token, String subpath, @Nullable String secondFactor) {}

    private @Nullable Address address(HttpServletRequest request) {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        String bearer = bearer(request);
        String apiKey = request.getHeader("X-API-Key");
        if (path.isEmpty() || path.equals("/") || path.equals("/messages")) {
            return bearer == null ? null : new Address(bearer, path.equals("/messages") ? "messages" : "", apiKey);
        }
        int end = path.indexOf('/', 1);
        String subpath = end < 0 ? "" : path.substring(end + 1);
        if (!tokenInPath || !(subpath.isEmpty() || subpath.equals("messages"))) {
            return null;
        }
        return new Address(path.substring(1, end < 0 ? path.length() : end), subpath, bearer == null ? apiKey : bearer);
    }

    private static @Nullable String bearer(HttpServletRequest request) {
        String authorization = request.getHeader("Authorization");
        return authorization != null && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                ? authorization.substring(BEARER.length()).strip()
                : null;
    }

    private byte @Nullable [] body(HttpServletRequest request) throws IOException {
        if (request.getContentLengthLong() > maxBodyBytes) {
            return null;
        }
        ServletInputStream in = request.getInputStream();
        byte[] body = in.readNBytes(maxBodyBytes);
        return body.length == maxBodyBytes && in.read() >= 0 ? null : body;
    }

    /**
     * Reads on for a while: closed while its client still sends, a connection is reset, and the answer is lost on the way
     * (RFC 9112, section 9.6).
     */
    private static void discard(ServletInputStream in, long most) throws IOException {
        byte[] buffer = new byte[8192];
        long left = most;
        for (int read = in.read(buffer); read >= 0 && left > 0; read = in.read(buffer)) {
            left -= read;
        }
    }

    private static String requestId() {
        return Long.toString(ThreadLocalRandom.current().nextLong() & Long.MAX_VALUE, 36);
    }

    static void answer(HttpServletResponse response, int status, byte[] document) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.setContentLength(document.length);
        response.getOutputStream().write(document);
    }
}

package dev.patchbay.metrics;

import dev.patchbay.token.ApiTokens;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/** {@code /metrics} for Prometheus: open to this machine, and to others with an API token. */
@Component(service = Servlet.class, immediate = true)
@HttpWhiteboardServletPattern("/metrics")
public final class MetricsPage extends HttpServlet {
    private static final String BEARER = "Bearer ";

    private final transient CallMetrics metrics;
    private final transient ApiTokens tokens;
    private final transient ExpositionFormats formats = ExpositionFormats.init();

    @Activate
    public MetricsPage(@Reference CallMetrics metrics, @Reference ApiTokens tokens) {
        this.metrics = metrics;
        this.tokens = tokens;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String authorization = request.getHeader("Authorization");
        boolean known = authorization != null
                && authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())
                && tokens.authenticate(authorization.substring(BEARER.length()).strip())
                        .isPresent();
        if (!known && !fromThisMachine(request)) {
            response.setHeader("WWW-Authenticate", "Bearer");
            response.setStatus(401);
            return;
        }
        ExpositionFormatWriter writer = formats.findWriter(request.getHeader("Accept"));
        response.setContentType(writer.getContentType());
        writer.write(response.getOutputStream(), metrics.registry().scrape());
    }

    private static boolean fromThisMachine(HttpServletRequest request) throws UnknownHostException {
        // A proxy on this machine speaks for the world.
        return request.getHeader("X-Forwarded-For") == null
                && request.getHeader("Forwarded") == null
                && InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress();
    }
}

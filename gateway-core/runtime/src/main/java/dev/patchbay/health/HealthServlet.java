package dev.patchbay.health;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code GET /health}: 200 while the gateway can do its work, 503 while it cannot. Everybody may ask, so only callers on
 * this machine learn more than the word.
 */
@Component(service = Servlet.class, immediate = true)
@HttpWhiteboardServletPattern("/health")
public final class HealthServlet extends HttpServlet {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> MARKS_OF_A_PROXY = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final HealthReport report;

    @Activate
    public HealthServlet(@Reference HealthReport report) {
        this.report = report;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<Checked> checks = report.everyday();
        String worst = Checked.worst(checks);
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", worst);
        if (isFromThisMachine(request)) {
            body.put("checks", checks.stream().map(Checked::json).toList());
        }
        response.setStatus(
                worst.equals("critical") ? HttpServletResponse.SC_SERVICE_UNAVAILABLE : HttpServletResponse.SC_OK);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        byte[] json = JSON.writeValueAsBytes(body);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    /** A proxy on this machine speaks for somebody else, and says so. */
    private static boolean isFromThisMachine(HttpServletRequest request) throws IOException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && MARKS_OF_A_PROXY.stream().noneMatch(name -> request.getHeader(name) != null);
    }
}

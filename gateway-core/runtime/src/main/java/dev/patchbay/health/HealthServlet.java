package dev.patchbay.health;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
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
    /** An empty selector would choose the checks that are tagged as defaults, which are none. */
    private static final HealthCheckSelector ALL = HealthCheckSelector.tags("*").withNames("*");

    private static final List<String> MARKS_OF_A_PROXY = List.of("Forwarded", "X-Forwarded-For", "X-Real-IP", "Via");

    private final HealthCheckExecutor executor;

    @Activate
    public HealthServlet(@Reference HealthCheckExecutor executor) {
        this.executor = executor;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<HealthCheckExecutionResult> results = executor.execute(ALL);
        Result.Status worst = Result.Status.OK;
        for (HealthCheckExecutionResult result : results) {
            Result.Status status = result.getHealthCheckResult().getStatus();
            worst = status.compareTo(worst) > 0 ? status : worst;
        }
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("status", word(worst));
        if (isFromThisMachine(request)) {
            body.put("checks", checks(results));
        }
        response.setStatus(
                word(worst).equals("critical")
                        ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                        : HttpServletResponse.SC_OK);
        response.setContentType("application/json");
        response.setHeader("Cache-Control", "no-store");
        byte[] json = JSON.writeValueAsBytes(body);
        response.setContentLength(json.length);
        response.getOutputStream().write(json);
    }

    private static List<Map<String, Object>> checks(List<HealthCheckExecutionResult> results) {
        List<Map<String, Object>> checks = new ArrayList<>();
        for (HealthCheckExecutionResult result : results) {
            Map<String, Object> check = new LinkedHashMap<>();
            check.put("name", result.getHealthCheckMetadata().getName());
            check.put("status", word(result.getHealthCheckResult().getStatus()));
            check.put("message", message(result.getHealthCheckResult()));
            checks.add(check);
        }
        return checks;
    }

    /** What the check says without exceptions and debugging, neither of which is written for this reader. */
    private static String message(Result result) {
        return StreamSupport.stream(result.spliterator(), false)
                .filter(entry -> !entry.isDebug())
                .map(ResultLog.Entry::getMessage)
                .collect(Collectors.joining("; "));
    }

    private static String word(Result.Status status) {
        return switch (status) {
            case OK -> "ok";
            case WARN -> "warn";
            case TEMPORARILY_UNAVAILABLE, CRITICAL, HEALTH_CHECK_ERROR -> "critical";
        };
    }

    /** A proxy on this machine speaks for somebody else, and says so. */
    private static boolean isFromThisMachine(HttpServletRequest request) throws IOException {
        return InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()
                && MARKS_OF_A_PROXY.stream().noneMatch(name -> request.getHeader(name) != null);
    }
}

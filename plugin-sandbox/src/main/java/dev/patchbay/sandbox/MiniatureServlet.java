package dev.patchbay.sandbox;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Puts a miniature on HTTP: its API below one base, and beside it the control API at {@code /control}. A request to the
 * API is recorded first, then struck by a fault if one waits for it, then answered.
 */
public abstract class MiniatureServlet extends HttpServlet {
    private static final String CONTROL = "/control";
    private static final int LARGEST_BODY_BYTES = 1 << 20;

    private final String apiBase;
    private final Miniature miniature;
    private final InstantSource clock;
    private final FaultQueue faults = new FaultQueue();
    private final RequestRecord requests;
    private final ControlDesk control;

    /** @param apiBase where the API begins below the servlet, with a slash before and none behind, or empty */
    protected MiniatureServlet(String apiBase, Miniature miniature, InstantSource clock) {
        this.apiBase = apiBase;
        this.miniature = miniature;
        this.clock = clock;
        this.requests = new RequestRecord(miniature::redact);
        this.control = new ControlDesk(miniature, faults, requests);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = request.getPathInfo() == null ? "" : request.getPathInfo();
        byte[] body = request.getInputStream().readNBytes(LARGEST_BODY_BYTES + 1);
        if (body.length > LARGEST_BODY_BYTES) {
            send(error(413, "The body is larger than " + LARGEST_BODY_BYTES + " bytes"), response);
        } else if (below(path, CONTROL)) {
            send(control.answer(read(request, path.substring(CONTROL.length()), body)), response);
        } else if (below(path, apiBase)) {
            serveApi(read(request, path.substring(apiBase.length()), body), response);
        } else {
            send(error(404, "The API is at " + apiBase + ", its control at " + CONTROL), response);
        }
    }

    private void serveApi(ApiRequest request, HttpServletResponse response) throws IOException {
        requests.add(request, clock.instant());
        Optional<Fault> struck = faults.take(request);
        if (struck.isEmpty()) {
            send(miniature.answer(request), response);
            return;
        }
        Fault fault = struck.get();
        Integer status = fault.status();
        boolean handled = fault.afterHandling() || (status == null && !fault.closeConnection());
        ApiAnswer own = handled ? miniature.answer(request) : ApiAnswer.empty(200);
        hold(fault.delayMillis());
        ApiAnswer answer = status == null ? own : fault.answer(status);
        if (fault.closeConnection()) {
            breakOff(answer, response);
        } else {
            send(answer, response);
        }
    }

    private static void hold(int millis) throws InterruptedIOException {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an answer was held back");
        }
    }

    private static void send(ApiAnswer answer, HttpServletResponse response) throws IOException {
        head(answer, response);
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
    }

    /** Announces more than it sends, which leaves the container no choice but to cut the connection. */
    private static void breakOff(ApiAnswer answer, HttpServletResponse response) throws IOException {
        head(answer, response);
        response.setContentLength(answer.body().length + 1);
        response.getOutputStream().write(answer.body());
        response.flushBuffer();
    }

    private static void head(ApiAnswer answer, HttpServletResponse response) {
        response.setStatus(answer.status());
        if (answer.contentType() != null) {
            response.setContentType(answer.contentType());
        }
        answer.headers().forEach(response::setHeader);
    }

    private static ApiAnswer error(int status, String message) {
        return ApiAnswer.json(status, Json.object().put("message", message));
    }

    private static boolean below(String path, String base) {
        return path.equals(base) || path.startsWith(base + "/");
    }

    private static ApiRequest read(HttpServletRequest request, String path, byte[] body) {
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
        }
        String query = request.getQueryString() == null ? "" : request.getQueryString();
        return new ApiRequest(request.getMethod(), path, parameters(query), query, Map.copyOf(headers), body);
    }

    /** Not the servlet's own parameters, since these would take a form's body for part of the query. */
    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            parameters.putIfAbsent(name, equals < 0 ? "" : decode(pair.substring(equals + 1)));
        }
        return Map.copyOf(parameters);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}

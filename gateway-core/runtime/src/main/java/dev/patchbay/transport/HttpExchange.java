package dev.patchbay.transport;

import dev.patchbay.protocol.ClientGone;
import dev.patchbay.protocol.EventStream;
import dev.patchbay.protocol.Exchange;
import dev.patchbay.token.Admission;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One request of the servlet container. */
final class HttpExchange implements Exchange {
    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final Admission.Granted grant;
    private final String subpath;
    private final byte[] body;
    private final String requestId;

    HttpExchange(
            HttpServletRequest request,
            HttpServletResponse response,
            Admission.Granted grant,
            String subpath,
            byte[] body,
            String requestId) {
        this.request = request;
        this.response = response;
        this.grant = grant;
        this.subpath = subpath;
        this.body = body;
        this.requestId = requestId;
    }

    @Override
    public String method() {
        return request.getMethod();
    }

    @Override
    public String subpath() {
        return subpath;
    }

    @Override
    public String endpointPath() {
        String path = request.getRequestURI();
        String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        return subpath.isEmpty() ? whole : whole.substring(0, whole.length() - subpath.length() - 1);
    }

    @Override
    public @Nullable String query(String name) {
        return request.getQueryString() == null ? null : request.getParameter(name);
    }

    @Override
    public @Nullable String header(String name) {
        String value = request.getHeader(name);
        return value == null ? null : value.strip();
    }

    @Override
    public byte[] body() {
        return body;
    }

    @Override
    public Admission.Granted grant() {
        return grant;
    }

    @Override
    public String requestId() {
        return requestId;
    }

    @Override
    public @Nullable String remoteAddress() {
        return request.getRemoteAddr();
    }

    @Override
    public void json(int status, byte[] document, Map<String, String> headers) {
        headers.forEach(response::setHeader);
        try {
            McpServlet.answer(response, status, document);
        } catch (IOException e) {
            // The client has left; there is nobody to tell.
        }
    }

    @Override
    public void empty(int status, Map<String, String> headers) {
        headers.forEach(response::setHeader);
        response.setStatus(status);
    }

    @Override
    public EventStream stream(boolean lasting) {
        AsyncContext async = lasting ? request.startAsync() : null;
        if (async != null) {
            async.setTimeout(0);
        }
        try {
            return new SseStream(response, async);
        } catch (IOException e) {
            if (async != null) {
                async.complete();
            }
            throw new ClientGone(e);
        }
    }
}

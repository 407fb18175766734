package dev.patchbay.console.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.console.session.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A request and its response, as the console sees them. */
public final class Door {
    public static final String HTML = "text/html; charset=utf-8";

    private final HttpServletRequest request;
    private final HttpServletResponse response;
    private final String path;
    private @Nullable Form form;

    public Door(HttpServletRequest request, HttpServletResponse response) {
        this.request = request;
        this.response = response;
        String info = request.getPathInfo();
        path = info == null || info.isEmpty() ? "/" : info;
    }

    public HttpServletRequest request() {
        return request;
    }

    public HttpServletResponse response() {
        return response;
    }

    /** The path below {@code /console}. */
    public String path() {
        return path;
    }

    /** Whether the request only looks. */
    public boolean looks() {
        return method().equals("GET");
    }

    /** Whether the request sends a form. */
    public boolean sends() {
        return method().equals("POST");
    }

    /** Whether the request sends a form that may have files in it. */
    public boolean sendsFiles() {
        return sends() && Form.hasFiles(request);
    }

    public String method() {
        return request.getMethod().equals("HEAD") ? "GET" : request.getMethod();
    }

    /** What the form sent. Read once. */
    public Form form() throws IOException {
        Form read = form;
        if (read == null) {
            read = sends() ? Form.of(request) : Form.EMPTY;
            form = read;
        }
        return read;
    }

    /** Whether a script asks for a piece of a page. */
    public boolean enhanced() {
        return "true".equals(request.getHeader("HX-Request"));
    }

    /** Whether the page asks by itself, from time to time, and no person does. */
    public boolean polls() {
        return request.getHeader("X-Poll") != null;
    }

    /** The parameters of the address. The body is not read for them. */
    public Map<String, String> query() {
        Map<String, String> parameters = new LinkedHashMap<>();
        String query = request.getQueryString();
        if (query != null) {
            for (String pair : query.split("&")) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    parameters.putIfAbsent(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
                }
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Trouble(400, "The address is not encoded as addresses are.");
        }
    }

    /** The request as an area sees it. */
    public Visit visit(Session session, Map<String, String> variables, Clock clock) throws IOException {
        return new Visit(
                session, path, variables, query(), form(), enhanced(), request.getRemoteAddr(), gateway(), clock);
    }

    private String gateway() {
        String address = request.getLocalAddr();
        String host = address.contains(":") ? "[" + address + "]" : address;
        return request.getScheme() + "://" + host + ":" + request.getLocalPort();
    }

    /** A body that nobody read ends the connection: the client has to know, or it sends its next request into it. */
    private void tellIfUnread() {
        boolean body = request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
        if (sends() && form == null && body && request.getProtocol().startsWith("HTTP/1")) {
            response.setHeader("Connection", "close");
        }
    }

    /** Sends the browser to another page of the console; a script is told to load it as a whole. */
    public void redirect(String to) {
        tellIfUnread();
        String url = "/console" + (to.equals("/") ? "" : to);
        if (enhanced()) {
            response.setHeader("HX-Redirect", url);
            response.setStatus(200);
        } else {
            response.setHeader("Location", url);
            response.setStatus(303);
        }
    }

    public void send(int status, String type, byte[] bytes) throws IOException {
        tellIfUnread();
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.length);
        if (!request.getMethod().equals("HEAD")) {
            response.getOutputStream().write(bytes);
        }
    }
}

package dev.patchbay.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A request that came by HTTP. */
record HttpIncoming(HttpServletRequest http) implements Incoming {
    private static final Set<String> JSON = Set.of("application/json");
    private static final Set<String> FILE = Set.of("application/java-archive", "application/octet-stream");

    @Override
    public String method() {
        return http.getMethod();
    }

    @Override
    public String path() {
        String info = http.getPathInfo();
        return http.getServletPath() + (info == null ? "" : info);
    }

    /** The query alone: the servlet's own parameters would also read a form in the body. */
    @Override
    public Map<String, List<String>> query() {
        Map<String, List<String>> parameters = new TreeMap<>();
        String query = http.getQueryString();
        if (query == null || query.isEmpty()) {
            return parameters;
        }
        try {
            for (String each : query.split("&")) {
                String[] pair = each.split("=", 2);
                parameters
                        .computeIfAbsent(URLDecoder.decode(pair[0], StandardCharsets.UTF_8), name -> new ArrayList<>())
                        .add(pair.length == 1 ? "" : URLDecoder.decode(pair[1], StandardCharsets.UTF_8));
            }
            return parameters;
        } catch (IllegalArgumentException e) {
            throw new Refusal(400, "the query is not encoded as URLs are");
        }
    }

    @Override
    public @Nullable String header(String name) {
        return http.getHeader(name);
    }

    @Override
    public byte[] json() {
        return body(JSON, "application/json", JsonBody.LONGEST);
    }

    @Override
    public byte[] file(int longest) {
        return body(FILE, "application/java-archive or application/octet-stream", longest);
    }

    @Override
    public boolean hasBody() {
        return http.getContentLengthLong() > 0 || http.getHeader("Transfer-Encoding") != null;
    }

    @Override
    public long length() {
        return Math.max(0, http.getContentLengthLong());
    }

    @Override
    public String remoteAddress() {
        return http.getRemoteAddr();
    }

    /** A request's own word counts only if it names this machine: nobody can have URLs made that lead elsewhere. */
    @Override
    public String here() {
        String host = http.getServerName();
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.equalsIgnoreCase("localhost") || bare.equals("::1") || bare.matches("127(\\.[0-9]{1,3}){3}")) {
            String shown = bare.contains(":") ? "[" + bare + "]" : bare;
            return http.getScheme() + "://" + shown + ":" + http.getServerPort();
        }
        return "http://127.0.0.1:" + http.getLocalPort();
    }

    private byte[] body(Set<String> types, String wanted, int longest) {
        String type = http.getContentType();
        String media = type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        if (!types.contains(media)) {
            throw new Refusal(415, "the body is to be " + wanted);
        }
        if (http.getContentLengthLong() > longest) {
            throw JsonBody.tooLong(longest);
        }
        try {
            byte[] bytes = http.getInputStream().readNBytes(longest + 1);
            if (bytes.length > longest) {
                throw JsonBody.tooLong(longest);
            }
            return bytes;
        } catch (IOException e) {
            throw new Refusal(400, "the body could not be read");
        }
    }
}

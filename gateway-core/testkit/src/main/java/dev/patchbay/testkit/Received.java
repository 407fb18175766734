package dev.patchbay.testkit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A request as it arrived.
 *
 * @param target path and query exactly as they stood in the request line
 * @param headers by lower-case names
 */
public record Received(String method, String target, Map<String, List<String>> headers, byte[] body) {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    /** The path, still percent-encoded. */
    public String path() {
        int question = target.indexOf('?');
        return question < 0 ? target : target.substring(0, question);
    }

    /** The query, still percent-encoded; empty if there is none. */
    public String rawQuery() {
        int question = target.indexOf('?');
        return question < 0 ? "" : target.substring(question + 1);
    }

    /** The query's names and values, decoded; the last of several values of a name. */
    public Map<String, String> query() {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : rawQuery().split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    /** The first value of a header, or {@code null}. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
        return values == null ? null : values.get(0);
    }

    /** The body as UTF-8. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as a JSON value, or {@code null} if there is none. */
    public @Nullable Object json() {
        return body.length == 0 ? null : JSON.readValue(body, Object.class);
    }

    @Override
    public String toString() {
        return method + " " + target + (body.length == 0 ? "" : " " + text());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}

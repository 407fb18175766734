package dev.patchbay.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a miniature answers. The content type is {@code null} when there is no body. */
public record ApiAnswer(
        int status, Map<String, String> headers, @Nullable String contentType, byte[] body) {
    /** 200 with this JSON. */
    public static ApiAnswer json(JsonNode body) {
        return json(200, body);
    }

    /** This status with this JSON. */
    public static ApiAnswer json(int status, JsonNode body) {
        return of(status, "application/json;charset=utf-8", body.toString());
    }

    /** 200 with text/plain, for the answers which a vendor labels so, even if they are JSON. */
    public static ApiAnswer text(String body) {
        return of(200, "text/plain;charset=utf-8", body);
    }

    /** A status without a body. */
    public static ApiAnswer empty(int status) {
        return new ApiAnswer(status, Map.of(), null, new byte[0]);
    }

    /** The same answer with one more header. */
    public ApiAnswer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new ApiAnswer(status, Map.copyOf(more), contentType, body);
    }

    private static ApiAnswer of(int status, String contentType, String body) {
        return new ApiAnswer(status, Map.of(), contentType, body.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.patchbay.sandbox;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request to a miniature's API.
 *
 * @param path decoded, below the API's base, beginning with a slash
 * @param query the first value of each parameter, decoded
 * @param rawQuery as it was sent, or empty
 * @param headers by lower-case name, the first value of each
 */
public record ApiRequest(
        String method,
        String path,
        Map<String, String> query,
        String rawQuery,
        Map<String, String> headers,
        byte[] body) {

    /** The header of this lower-case name, or {@code null}. */
    public @Nullable String header(String lowerCaseName) {
        return headers.get(lowerCaseName);
    }

    /** The body as UTF-8 text; empty if there is none. */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}

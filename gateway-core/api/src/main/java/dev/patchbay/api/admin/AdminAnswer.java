package dev.patchbay.api.admin;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the admin API answers.
 *
 * @param status the HTTP status
 * @param headers further headers, {@code Location} for example
 * @param body a JSON value; a problem (RFC 9457) from status 400 on; {@code null} for none
 */
public record AdminAnswer(
        int status, Map<String, String> headers, @Nullable Object body) {
    public AdminAnswer {
        headers = Map.copyOf(headers);
    }

    /** Whether the request was done. */
    public boolean good() {
        return status < 400;
    }
}

package dev.patchbay.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a vendor answered.
 *
 * @param status the HTTP status
 * @param headers the headers with names in lower case; several of one name are joined by a comma
 * @param body the JSON value of the answer; a {@code String} if it is not JSON, {@code null} if there is none
 * @param rateLimit what the answer says of the vendor's quota, or {@code null}
 */
public record VendorResponse(
        int status,
        Map<String, String> headers,
        @Nullable Object body,
        @Nullable RateLimit rateLimit) {
    public VendorResponse {
        headers = Map.copyOf(headers);
    }

    /** This answer with another body. */
    public VendorResponse withBody(@Nullable Object other) {
        return new VendorResponse(status, headers, other, rateLimit);
    }
}

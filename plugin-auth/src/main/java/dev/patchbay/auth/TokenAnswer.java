package dev.patchbay.auth;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.VendorResponse;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A token endpoint's answer.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-5">RFC 6749, section 5</a>
 */
final class TokenAnswer {
    private static final int UNAUTHORIZED = 401;
    private static final int TIMEOUT = 408;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final int LONGEST = 300;
    private static final BigDecimal LONGEST_LIFE =
            BigDecimal.valueOf(Duration.ofDays(3650).toSeconds());
    /** After these nothing that the gateway can send will be accepted. */
    private static final Set<String> FINAL = Set.of("invalid_grant", "invalid_client", "unauthorized_client");

    private final Map<?, ?> body;

    private TokenAnswer(Map<?, ?> body) {
        this.body = body;
    }

    /** @throws GatewayException of kind {@code NOT_CONNECTED} if it is a refusal for good, of another kind otherwise */
    static TokenAnswer of(VendorResponse response) {
        boolean success = response.status() >= 200 && response.status() < 300;
        if (!success) {
            throw refusal(response);
        }
        // Some vendors answer 200 and an error.
        if (response.body() instanceof Map<?, ?> map && (map.get("access_token") != null || map.get("error") == null)) {
            TokenAnswer answer = new TokenAnswer(map);
            if (answer.text("access_token") == null) {
                throw new GatewayException(
                        Kind.VENDOR_FAILED,
                        "the vendor's token endpoint answered " + response.status() + ", but no access token");
            }
            return answer;
        }
        throw refusal(response);
    }

    /** The same for a token of a location: what is refused for a reason of its own is refused for good. */
    static TokenAnswer ofLocation(VendorResponse response, String locationId) {
        try {
            return of(response);
        } catch (GatewayException e) {
            throw e.kind() == Kind.VENDOR_REJECTED
                    ? new GatewayException(
                            Kind.NOT_CONNECTED,
                            "the vendor gives no token for the location " + locationId + ": " + e.getMessage(),
                            e.vendorStatus(),
                            null,
                            Map.of(),
                            null)
                    : e;
        }
    }

    private static GatewayException refusal(VendorResponse response) {
        int status = response.status();
        String error = "";
        String words = "";
        if (response.body() instanceof Map<?, ?> map) {
            error = map.get("error") instanceof String code ? code : "";
            Object said = map.get("error_description") == null ? map.get("message") : map.get("error_description");
            words = said == null ? "" : said.toString();
        }
        String reason = error + (error.isEmpty() || words.isEmpty() ? "" : ": ") + words;
        String message = "the vendor's token endpoint answered " + status
                + (reason.isEmpty() ? "" : " (" + oneLine(reason) + ")");
        return new GatewayException(kind(status, error, response.body()), message, status, null, Map.of(), null);
    }

    private static Kind kind(int status, String error, @Nullable Object body) {
        if (status == TOO_MANY) {
            return Kind.RATE_LIMITED;
        }
        if (status >= SERVER_ERROR || status == TIMEOUT) {
            return Kind.VENDOR_FAILED;
        }
        // A page instead of an object comes from a proxy in front of the vendor, which knows nothing of tokens.
        boolean object = body instanceof Map<?, ?>;
        return object && (status == UNAUTHORIZED || FINAL.contains(error)) ? Kind.NOT_CONNECTED : Kind.VENDOR_REJECTED;
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** A value as text, or {@code null} if there is none. */
    @Nullable
    String text(String name) {
        Object value = body.get(name);
        String text = value instanceof String || value instanceof Number ? value.toString() : "";
        return text.isEmpty() ? null : text;
    }

    /** How long the access token is good, or {@code null} if the answer does not say. */
    @Nullable
    Duration lifetime() {
        String seconds = text("expires_in");
        try {
            return seconds == null
                    ? null
                    : Duration.ofSeconds(new BigDecimal(seconds.strip())
                            .max(BigDecimal.ZERO)
                            .min(LONGEST_LIFE)
                            .longValue());
        } catch (NumberFormatException e) {
            return null;
        }
    }
}

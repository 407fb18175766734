package dev.patchbay.protocol;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.RateLimit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How each kind of failure is said: the only place that knows both kinds and codes. */
public final class Failures {
    private Failures() {}

    /**
     * The answer for a failed call. What a model can mend or must know is a result with {@code isError}; what its
     * program got wrong is a JSON-RPC error.
     *
     * @throws RpcError for the latter
     */
    public static ToolAnswer.Ended answer(GatewayException failure, String requestId) {
        return switch (failure.kind()) {
            case UNKNOWN_TOOL -> throw RpcError.invalidParams(message(failure));
            case CLIENT_INCAPABLE -> throw RpcError.missingCapability(message(failure), failure.data());
            case INVALID_ARGUMENT,
                    FORBIDDEN,
                    NOT_CONNECTED,
                    MISCONFIGURED,
                    RATE_LIMITED,
                    VENDOR_REJECTED,
                    VENDOR_FAILED,
                    VENDOR_UNREACHABLE,
                    OUTCOME_UNKNOWN,
                    CANCELLED -> isError(failure.kind(), message(failure), failure, requestId);
            case INTERNAL -> internal(requestId);
        };
    }

    /** The answer when the gateway itself failed: no more than where to look. */
    static ToolAnswer.Ended internal(String requestId) {
        return isError(
                GatewayException.Kind.INTERNAL,
                "the gateway failed, not the vendor; its log tells more under this request id",
                null,
                requestId);
    }

    /** The word of a kind in answers and in the audit trail. */
    static String word(GatewayException.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static ToolAnswer.Ended isError(
            GatewayException.Kind kind, String message, @Nullable GatewayException failure, String requestId) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("kind", word(kind));
        error.put("message", message);
        RateLimit limit = failure == null ? null : failure.rateLimit();
        if (failure != null && failure.vendorStatus() != null) {
            error.put("vendor_status", failure.vendorStatus());
        }
        if (limit != null) {
            put(error, "retry_after_seconds", limit.retryAfterSeconds());
            put(error, "ratelimit_limit", limit.limit());
            put(error, "ratelimit_remaining", limit.remaining());
            put(error, "ratelimit_reset_seconds", limit.resetSeconds());
        }
        error.put("request_id", requestId);
        return new ToolAnswer.Ended(null, JsonRpc.MAPPER.writeValueAsString(Map.of("error", error)), null, true, limit);
    }

    private static void put(Map<String, Object> error, String name, @Nullable Long value) {
        if (value != null) {
            error.put(name, value);
        }
    }

    private static String message(GatewayException failure) {
        return failure.getMessage() == null ? word(failure.kind()) : failure.getMessage();
    }
}

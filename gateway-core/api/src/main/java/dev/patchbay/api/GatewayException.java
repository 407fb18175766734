package dev.patchbay.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Why a call failed, in words that a model or an operator can act on. The message never holds a secret. */
public final class GatewayException extends RuntimeException {
    /** Who can mend it. */
    public enum Kind {
        /** The caller: an argument is missing, of the wrong type, or out of range. */
        INVALID_ARGUMENT,
        /** The caller: there is no such tool for this server. */
        UNKNOWN_TOOL,
        /** The caller: the server does not allow it. */
        FORBIDDEN,
        /** The caller's program: it lacks a capability that the tool cannot do without. */
        CLIENT_INCAPABLE,
        /** The operator: the account's credential is missing, refused or expired. */
        NOT_CONNECTED,
        /** The operator: the gateway, or the integration's description, is set up wrongly. */
        MISCONFIGURED,
        /** The vendor: too many calls; nothing was done. */
        RATE_LIMITED,
        /** The vendor: it understood the request and refused it. */
        VENDOR_REJECTED,
        /** The vendor: it failed, or answered in a way that cannot be understood. */
        VENDOR_FAILED,
        /** The vendor: no connection, or no answer in time. */
        VENDOR_UNREACHABLE,
        /** The caller: the same call was made before, and it is not known, or not yet, what became of it. */
        OUTCOME_UNKNOWN,
        /** The client closed the call. */
        CANCELLED,
        /** The gateway itself: a defect. */
        INTERNAL
    }

    private final Kind kind;
    private final @Nullable Integer vendorStatus;
    private final @Nullable RateLimit rateLimit;
    private final Map<String, Object> data;

    public GatewayException(Kind kind, String message) {
        this(kind, message, null, null, Map.of(), null);
    }

    public GatewayException(Kind kind, String message, @Nullable Throwable cause) {
        this(kind, message, null, null, Map.of(), cause);
    }

    /**
     * @param vendorStatus the HTTP status of the vendor's answer, or {@code null} if there was none
     * @param rateLimit the vendor's quota, or {@code null} if unknown
     * @param data details for programs, JSON values; of {@link Kind#CLIENT_INCAPABLE}: {@code requiredCapabilities}
     */
    public GatewayException(
            Kind kind,
            String message,
            @Nullable Integer vendorStatus,
            @Nullable RateLimit rateLimit,
            Map<String, Object> data,
            @Nullable Throwable cause) {
        super(message, cause);
        this.kind = kind;
        this.vendorStatus = vendorStatus;
        this.rateLimit = rateLimit;
        this.data = Map.copyOf(data);
    }

    /** Who can mend it. */
    public Kind kind() {
        return kind;
    }

    /** The HTTP status of the vendor's answer, or {@code null} if there was none. */
    public @Nullable Integer vendorStatus() {
        return vendorStatus;
    }

    /** The vendor's quota, or {@code null} if unknown. */
    public @Nullable RateLimit rateLimit() {
        return rateLimit;
    }

    /** Details for programs. */
    public Map<String, Object> data() {
        return data;
    }
}

package dev.patchbay.vendor;

/** Why there is no answer. Its message can be shown: it names no secret. */
final class HttpFailure extends Exception {
    /** What went wrong. */
    enum Kind {
        /** No connection: no name, no address, refused, or not in time. */
        CONNECT,
        /** The gateway does not connect to such an address. */
        FORBIDDEN_ADDRESS,
        /** The call's time was over before the request could begin. */
        TOO_LATE,
        /** No whole answer in time. */
        TIMEOUT,
        /** The connection was lost, or what came over it was not HTTP. */
        LOST,
        /** The answer is larger than the gateway takes. */
        TOO_LARGE,
        /** The call was cancelled. */
        CANCELLED
    }

    private final Kind kind;
    private final boolean sent;

    /** @param sent whether any part of the request may have reached the vendor */
    HttpFailure(Kind kind, boolean sent, String message) {
        super(message);
        this.kind = kind;
        this.sent = sent;
    }

    Kind kind() {
        return kind;
    }

    boolean sent() {
        return sent;
    }
}

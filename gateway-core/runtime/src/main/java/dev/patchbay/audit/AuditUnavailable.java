package dev.patchbay.audit;

/** The audit trail cannot be written at the moment. What must not happen unseen must not happen now. */
public final class AuditUnavailable extends RuntimeException {
    AuditUnavailable(String message) {
        super(message);
    }
}

package dev.patchbay.admin;

import dev.patchbay.audit.AuditEntry;
import dev.patchbay.audit.AuditTrail;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes what is changed through the admin API into the audit trail, with what was before and what is after. The
 * objects are those that clients see: they hold no secret.
 */
final class Journal {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final AuditTrail audit;
    private final Clock clock;

    /** What was changed; {@code null} where it does not apply. */
    record Subject(
            @Nullable String accountId,
            @Nullable String serverId,
            @Nullable String integration) {
        static final Subject NONE = new Subject(null, null, null);
    }

    Journal(AuditTrail audit, Clock clock) {
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * Notes a change that was made. Durable when this returns; the client is told only then.
     *
     * @param action {@code server.mint} for example
     */
    void changed(
            Call call,
            String action,
            Subject subject,
            @Nullable Map<String, @Nullable Object> before,
            @Nullable Map<String, @Nullable Object> after) {
        Map<String, @Nullable Object> detail = new LinkedHashMap<>();
        detail.put("before", before);
        detail.put("after", after);
        audit.recordNow(entry(call, action, subject, "ok", JSON.writeValueAsString(detail)));
    }

    /** Notes something that was done without changing anything here; soon, not at once. */
    void done(Call call, String action, Subject subject, Map<String, @Nullable Object> outcome) {
        audit.record(entry(call, action, subject, "ok", JSON.writeValueAsString(outcome)));
    }

    /** Notes that a caller was refused what its role does not allow. */
    void forbidden(Call call, Routes.Route route) {
        audit.record(entry(call, "admin.request", Subject.NONE, "forbidden", route.toString()));
    }

    private AuditEntry entry(Call call, String action, Subject subject, String outcome, String detail) {
        return new AuditEntry(
                clock.instant(),
                call.id(),
                subject.serverId,
                call.caller().id(),
                subject.accountId,
                subject.integration,
                call.incoming().remoteAddress(),
                action,
                "admin",
                outcome,
                null,
                call.millis(),
                call.incoming().length(),
                0,
                null,
                detail);
    }
}

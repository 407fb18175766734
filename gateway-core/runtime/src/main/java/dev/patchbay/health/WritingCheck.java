package dev.patchbay.health;

import dev.patchbay.audit.AuditEntry;
import dev.patchbay.audit.AuditTrail;
import dev.patchbay.audit.AuditUnavailable;
import dev.patchbay.store.RandomId;
import java.time.Duration;
import java.time.Instant;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Writes a line of the audit trail and waits until it is durable: the store takes writes, and its disk has room. */
@Component(property = {HealthCheck.NAME + "=store, writing", HealthCheck.TAGS + "=" + HealthReport.COSTLY})
public final class WritingCheck implements HealthCheck {
    private static final Duration SLOW = Duration.ofSeconds(2);

    private final AuditTrail audit;

    @Activate
    public WritingCheck(@Reference AuditTrail audit) {
        this.audit = audit;
    }

    @Override
    public Result execute() {
        Findings findings = new Findings();
        Instant begin = Instant.now();
        try {
            audit.recordNow(new AuditEntry(
                    begin,
                    RandomId.of("req_"),
                    null,
                    null,
                    null,
                    null,
                    null,
                    "doctor.run",
                    "admin",
                    "ok",
                    null,
                    0,
                    0,
                    0,
                    null,
                    null));
        } catch (AuditUnavailable e) {
            return findings.critical(
                            "the store takes no writes: " + e.getMessage(),
                            "Look at the room on its disk, and at the log of the database.")
                    .result();
        }
        Duration took = Duration.between(begin, Instant.now());
        return (took.compareTo(SLOW) > 0
                        ? findings.warn(
                                "a write takes " + took.toMillis() + " ms",
                                "Look at the disk and the load of the database.")
                        : findings.fine("a write is durable after " + took.toMillis() + " ms"))
                .result();
    }
}

package dev.patchbay.health;

import dev.patchbay.store.Database;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.DriverWatch;
import dev.patchbay.store.StoreException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks the store for the time: whether it answers, how fast, and whether its clock is ours. Its tables are up to date,
 * or it would not be open.
 */
@Component(property = {HealthCheck.NAME + "=store", HealthCheck.TAGS + "=patchbay"})
public final class StoreCheck implements HealthCheck {
    private static final Duration SLOW = Duration.ofMillis(500);
    /** Tokens expire to the second. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final DriverWatch store;

    @Activate
    public StoreCheck(@Reference DriverWatch store) {
        this.store = store;
    }

    @Override
    public Result execute() {
        Findings findings = new Findings();
        return store.database()
                .map(database -> ask(database, findings))
                .orElseGet(
                        () -> findings.critical(
                                "the store is not open: " + store.complaint(),
                                "Look at conf/dev.patchbay.store.cfg and whether the database runs; it is tried again and again."))
                .result();
    }

    private static Findings ask(Database database, Findings findings) {
        String name = database.dialect() == Dialect.H2 ? "H2" : "PostgreSQL";
        Instant begin = Instant.now();
        Instant there;
        try {
            there = Objects.requireNonNull(database.read(
                    "tell its time",
                    session -> session.first("select current_timestamp as now", row -> row.instant("now"))));
        } catch (StoreException e) {
            return findings.critical(
                    name + " does not answer: " + e.getMessage(),
                    "Look whether the database runs, and at conf/dev.patchbay.store.cfg.");
        }
        Instant end = Instant.now();
        Duration took = Duration.between(begin, end);
        if (took.compareTo(SLOW) > 0) {
            findings.warn(
                    name + " takes " + took.toMillis() + " ms to tell the time",
                    "Look at the load of the database, and how far away it is.");
        } else {
            findings.fine(name + " answers in " + took.toMillis() + " ms");
        }
        Duration ahead = there.isBefore(begin)
                ? Duration.between(there, begin)
                : there.isAfter(end) ? Duration.between(end, there) : Duration.ZERO;
        if (ahead.compareTo(SKEW) > 0) {
            findings.warn(
                    "the clock of this machine and that of the store are " + ahead.toSeconds() + " s apart",
                    "Let both follow a time server (chrony, systemd-timesyncd).");
        }
        return findings;
    }
}

package dev.patchbay.health;

import java.util.List;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * How the gateway is, for all who tell of it: {@code /health}, the admin API, and the shell's {@code doctor}. Any
 * bundle's health checks count.
 */
@Component(service = HealthReport.class)
public final class HealthReport {
    /** The tag of checks that take their time, or ask others: only {@code doctor} runs them. */
    public static final String COSTLY = "doctor";

    /** An empty selector would choose the checks that are tagged as defaults, which are none. */
    private static final HealthCheckSelector EVERYDAY =
            HealthCheckSelector.tags("*", "-" + COSTLY).withNames("*");

    private static final int COSTLY_MILLIS = 60_000;

    private final HealthCheckExecutor executor;

    @Activate
    public HealthReport(@Reference HealthCheckExecutor executor) {
        this.executor = executor;
    }

    /** What came of all checks that are cheap; results are up to two seconds old. */
    public List<Checked> everyday() {
        return executor.execute(EVERYDAY).stream().map(Checked::of).toList();
    }

    /** The same, each of them made now. */
    public List<Checked> now() {
        return executor.execute(EVERYDAY, new HealthCheckExecutionOptions().setForceInstantExecution(true)).stream()
                .map(Checked::of)
                .toList();
    }

    /** Makes the costly checks, side by side; takes up to a minute. */
    public List<Checked> costly() {
        return executor
                .execute(
                        HealthCheckSelector.tags(COSTLY),
                        new HealthCheckExecutionOptions()
                                .setForceInstantExecution(true)
                                .setOverrideGlobalTimeout(COSTLY_MILLIS))
                .stream()
                .map(Checked::of)
                .toList();
    }
}

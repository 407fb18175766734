package dev.patchbay.token;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes down every minute when tokens were used, and every hour purges those that ended long ago. */
@Component(
        service = {},
        immediate = true,
        configurationPid = TokenConfig.PID)
public final class Housekeeping {
    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final ScheduledExecutorService schedule = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread thread = new Thread(work, "patchbay-housekeeping");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public Housekeeping(
            @Reference TokenGate gate,
            @Reference McpServers servers,
            @Reference ApiTokens apiTokens,
            TokenConfig config) {
        Duration retention = Duration.ofDays(Math.max(0, config.retention_days()));
        every(1, TimeUnit.MINUTES, gate::flush);
        every(1, TimeUnit.MINUTES, apiTokens::flush);
        every(1, TimeUnit.HOURS, () -> servers.purge(retention));
        every(1, TimeUnit.HOURS, () -> apiTokens.purge(retention));
    }

    @Deactivate
    void close() {
        // Not shutdownNow: an interrupt within H2 closes its file.
        schedule.shutdown();
    }

    private void every(long time, TimeUnit unit, Runnable work) {
        schedule.scheduleWithFixedDelay(
                () -> {
                    try {
                        work.run();
                    } catch (RuntimeException e) {
                        // The store says itself that it is away; the next turn comes.
                        LOG.debug("housekeeping is put off: {}", e.getMessage());
                    }
                },
                time,
                time,
                unit);
    }
}

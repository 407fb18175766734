package dev.patchbay.deploy;

import dev.patchbay.deploy.Deployment.State;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs one line when a file in {@code deploy/} turns out to be of no use, and one when it is mended. */
@Component(
        service = {},
        immediate = true)
public final class DeploymentWatch {
    private static final Logger log = LoggerFactory.getLogger(DeploymentWatch.class);
    private static final long LOOK_SECONDS = 1;
    /** The others are told by File Install, or pass while plugins start. */
    private static final Set<State> SILENT_FAILURES = EnumSet.of(State.BROKEN, State.NOT_DEPLOYED);

    private final Deployments deployments;
    private final ScheduledExecutorService clock;
    /** What the last two looks found; a file is told of when two find the same, since it may be half copied. */
    private Map<String, String> before = Map.of();

    private Map<String, String> told = Map.of();

    @Activate
    public DeploymentWatch(@Reference Deployments deployments) {
        this.deployments = deployments;
        this.clock = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "deployments");
            thread.setDaemon(true);
            return thread;
        });
        clock.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    private void look() {
        try {
            Map<String, Deployment> files =
                    deployments.report().stream().collect(Collectors.toMap(Deployment::file, file -> file));
            Map<String, String> now = new HashMap<>();
            files.forEach((name, file) -> {
                if (SILENT_FAILURES.contains(file.state())) {
                    now.put(name, String.join("; ", file.problems()));
                }
            });
            Map<String, String> telling = new HashMap<>();
            now.forEach((name, problem) -> {
                if (problem.equals(told.get(name))) {
                    telling.put(name, problem);
                } else if (problem.equals(before.get(name))) {
                    telling.put(name, problem);
                    log.warn(
                            "deploy/{} is {}: {}", name, files.get(name).state().word(), problem);
                }
            });
            told.forEach((name, problem) -> {
                if (!now.containsKey(name)) {
                    log.info("deploy/{} is {}", name, files.containsKey(name) ? "mended" : "gone");
                }
            });
            before = now;
            told = telling;
        } catch (RuntimeException e) {
            // a scheduled task that throws is never run again
            log.warn("The files in deploy/ could not be looked at", e);
        }
    }

    @Deactivate
    void close() {
        clock.shutdownNow();
    }
}

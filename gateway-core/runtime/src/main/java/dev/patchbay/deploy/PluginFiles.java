package dev.patchbay.deploy;

import dev.patchbay.deploy.Deployment.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Puts files into {@code deploy/} and takes them out, and stops and starts what they have become. File Install does the
 * work, as if somebody had copied the file; here its outcome is waited for.
 */
@Component(service = PluginFiles.class)
public final class PluginFiles {
    /** File Install looks twice a second, and a plugin that leaves may drain for ten. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration LASTING = Duration.ofSeconds(1);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,94}\\.jar");
    private static final long LOOK_MILLIS = 50;

    private final Deployments deployments;

    /** Why a file cannot be deployed, or its bundle not be started or stopped. */
    public static final class Refused extends Exception {
        public Refused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }

        Refused(String message) {
            this(message, null);
        }
    }

    @Activate
    public PluginFiles(@Reference Deployments deployments) {
        this.deployments = deployments;
    }

    /** Whether a file may be called so. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /**
     * Deploys a file, or puts it in place of the one of the same name. Returns when it is active, or when it is clear why
     * it is not; a plugin that an operator has stopped stays stopped.
     *
     * @param name one that {@link #isName} finds good
     * @throws Refused if it is no bundle, or another file is the same bundle; nothing is changed then
     */
    public synchronized Deployment put(String name, byte[] jar) throws Refused {
        Path folder = deployments.folder();
        Path target = folder.resolve(name);
        try {
            // Hidden, so that nobody takes it for a deployment; beside the target, so that it is moved as a whole.
            Path arriving = Files.createTempFile(folder, ".arriving-", ".jar");
            try {
                Files.write(arriving, jar);
                check(name, DeployedFile.read(arriving, ""));
                Bundle before = deployments.bundle(target);
                long replaced = before == null ? 0 : before.getLastModified();
                boolean stopped = before != null && !Deployments.toBeStarted(before);
                Files.move(arriving, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                await(() -> taken(target, replaced));
                if (stopped) {
                    // Nobody will start it, so that nobody would find out what it lacks.
                    resolve(deployments.bundle(target));
                }
            } finally {
                Files.deleteIfExists(arriving);
            }
        } catch (IOException e) {
            throw new Refused("the file cannot be written to deploy/: " + e.getMessage(), e);
        }
        awaitSettled(name);
        return deployments.report(name).orElseThrow(() -> new Refused("somebody has removed the file meanwhile"));
    }

    /**
     * Removes a file; returns when its bundle is gone.
     *
     * @return whether there was such a file
     */
    public synchronized boolean delete(String name) throws Refused {
        Path target = deployments.folder().resolve(name);
        try {
            if (!isName(name) || !Files.deleteIfExists(target)) {
                return false;
            }
        } catch (IOException e) {
            throw new Refused("the file cannot be removed from deploy/: " + e.getMessage(), e);
        }
        await(() -> deployments.bundle(target) == null);
        return true;
    }

    /**
     * Stops the bundle of a file until somebody starts it; File Install leaves it alone.
     *
     * @return what became of it, empty if there is no such file
     */
    public synchronized Optional<Deployment> stop(String name) throws Refused {
        return change(name, Bundle::stop, "stopped");
    }

    /** Starts the bundle of a file; as {@link #stop}. */
    public synchronized Optional<Deployment> start(String name) throws Refused {
        Optional<Deployment> started = change(name, Bundle::start, "started");
        awaitSettled(name);
        return started.isEmpty() ? started : deployments.report(name);
    }

    @FunctionalInterface
    private interface Change {
        void of(Bundle bundle) throws BundleException;
    }

    private Optional<Deployment> change(String name, Change change, String what) throws Refused {
        Optional<Deployment> before = deployments.report(name);
        if (before.isEmpty()) {
            return before;
        }
        Bundle bundle = deployments.bundle(deployments.folder().resolve(name));
        if (bundle == null) {
            throw new Refused(name + " is not deployed"
                    + (before.get().problems().isEmpty()
                            ? ""
                            : ": " + String.join("; ", before.get().problems())));
        }
        try {
            change.of(bundle);
        } catch (BundleException | IllegalStateException e) {
            throw new Refused(name + " cannot be " + what + ": " + e.getMessage(), e);
        }
        return deployments.report(name);
    }

    private void check(String name, DeployedFile arrived) throws Refused {
        if (arrived.defect() != null) {
            throw new Refused("is " + arrived.defect());
        }
        DeployedFile.Identity identity = arrived.identity();
        for (Deployment other : deployments.report()) {
            if (identity != null
                    && !other.file().equals(name)
                    && identity.symbolicName().equals(other.bundle())) {
                throw new Refused("is " + identity.symbolicName() + ", which " + other.file()
                        + " is, too: deploy it under that name, or remove that file first");
            }
        }
    }

    /** Whether File Install has made a bundle of the file as it is now, or gives no sign that it will. */
    private boolean taken(Path target, long replaced) {
        Bundle bundle = deployments.bundle(target);
        return bundle != null && bundle.getLastModified() != replaced;
    }

    private static void resolve(@Nullable Bundle bundle) {
        Bundle system = FrameworkUtil.getBundle(PluginFiles.class)
                .getBundleContext()
                .getBundle(Constants.SYSTEM_BUNDLE_LOCATION);
        FrameworkWiring wiring = system.adapt(FrameworkWiring.class);
        if (bundle != null && wiring != null) {
            wiring.resolveBundles(List.of(bundle));
        }
    }

    /** Waits until the file is what it is going to be. Every bundle is stopped for a moment before it is started. */
    private void awaitSettled(String name) {
        long[] stoppedSince = {0};
        await(() -> {
            Deployment now = deployments.report(name).orElse(null);
            if (now == null) {
                return true;
            }
            if (now.state() == State.STOPPED) {
                stoppedSince[0] = stoppedSince[0] == 0 ? System.nanoTime() : stoppedSince[0];
                return System.nanoTime() - stoppedSince[0] > LASTING.toNanos();
            }
            stoppedSince[0] = 0;
            return now.state() != State.WAITING
                    && (now.state() != State.UNRESOLVED || !now.problems().isEmpty());
        });
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
        }
    }
}

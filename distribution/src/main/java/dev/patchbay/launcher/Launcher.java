package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.FrameworkStartLevel;

/**
 * Runs one gateway until it is told to stop: by a signal, or by its own shell. Says one line on standard output when
 * the gateway answers, and otherwise nothing.
 */
public final class Launcher {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration FAREWELL = Duration.ofSeconds(30);

    private final Home home;
    private final Framework framework;
    private final DataLock lock;
    private Readiness.Answer answer = new Readiness.Answer("", false);
    private Duration startTime = Duration.ZERO;

    private Launcher(Home home, Framework framework, DataLock lock) {
        this.home = home;
        this.framework = framework;
        this.lock = lock;
    }

    /** Starts a gateway from the folder in the system property {@code patchbay.home}. */
    public static void main(String[] arguments) throws InterruptedException {
        try {
            Home home = Home.of(Path.of(System.getProperty("patchbay.home", ".")), System.getenv());
            Integer port = port(List.of(arguments), System.getenv("PATCHBAY_PORT"));
            Launcher gateway = start(home, port);
            System.out.println(gateway.ready());
            gateway.untilStopped();
        } catch (StartFailure e) {
            System.err.println("patchbay: " + e.getMessage());
            System.exit(1);
        }
    }

    static @Nullable Integer port(List<String> arguments, @Nullable String fromEnvironment) throws StartFailure {
        String asked = fromEnvironment;
        if (arguments.size() == 2 && arguments.get(0).equals("--port")) {
            asked = arguments.get(1);
        } else if (!arguments.isEmpty()) {
            throw new StartFailure(
                    "not understood: " + String.join(" ", arguments), "The one option is --port NUMBER.");
        }
        if (asked == null || asked.isBlank()) {
            return null;
        }
        try {
            int port = Integer.parseInt(asked.strip());
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException notANumber) {
            // said below
        }
        throw new StartFailure("not a port: " + asked, "Give a number from 1 to 65535, or 0 for any free one.");
    }

    /**
     * Starts a gateway and waits until it answers. A signal stops it from then on.
     *
     * @param port the port that the caller asked for, or {@code null} for the configured one
     */
    static Launcher start(Home home, @Nullable Integer port) throws StartFailure, InterruptedException {
        long started = System.nanoTime();
        home.prepare();
        Map<String, String> settings = FrameworkSettings.of(home, port);
        ListenAddress address = ListenAddress.configured(home.conf(), settings);
        DataLock lock = DataLock.take(home);
        if (address != null) {
            checkOrGiveBack(address, lock);
        }
        // the log is set up before there is a framework to ask: it looks at system properties alone
        settings.forEach((name, value) -> {
            if (name.startsWith("patchbay.") || name.startsWith("org.ops4j.pax.logging.")) {
                System.setProperty(name, value);
            }
        });
        Launcher launcher = new Launcher(home, newFramework(settings), lock);
        Runtime.getRuntime().addShutdownHook(new Thread(launcher::stop, "patchbay-stop"));
        launcher.answer = launcher.untilReady();
        launcher.startTime = Duration.ofNanos(System.nanoTime() - started);
        return launcher;
    }

    /** Where it answers, without a slash at the end. */
    String url() {
        return answer.url();
    }

    /** A line that says so, and one more if something is amiss. */
    String ready() {
        return String.format(
                        Locale.ROOT,
                        "Patchbay %s is ready at %s (%.1f s, Java %s)",
                        version(),
                        answer.url(),
                        startTime.toMillis() / 1000.0,
                        System.getProperty("java.version"))
                + (answer.well() ? "" : "\nIt is not well: `bin/patchbay status` says why.");
    }

    private static void checkOrGiveBack(ListenAddress address, DataLock lock) throws StartFailure {
        try {
            address.check();
        } catch (StartFailure e) {
            lock.close();
            throw e;
        }
    }

    private static Framework newFramework(Map<String, String> settings) throws StartFailure {
        return java.util.ServiceLoader.load(FrameworkFactory.class)
                .findFirst()
                .orElseThrow(() -> new StartFailure("lib/ holds no OSGi framework", "Unpack the distribution again."))
                .newFramework(settings);
    }

    private Readiness.Answer untilReady() throws StartFailure, InterruptedException {
        try {
            framework.init();
            framework.getBundleContext().addFrameworkListener(Launcher::report);
            new BundleFolder(home.home().resolve("bundles")).installInto(framework.getBundleContext());
            framework.start();
        } catch (BundleException e) {
            throw new StartFailure(
                    "the framework does not start: " + e, "See " + home.data().resolve("logs") + ".");
        }
        Readiness readiness = new Readiness(framework.getBundleContext(), home);
        readiness.awaitPlugins();
        framework.adapt(FrameworkStartLevel.class).setStartLevel(FrameworkSettings.LISTENING_LEVEL);
        Readiness.Answer answer = readiness.await(PATIENCE);
        try {
            Files.writeString(home.urlFile(), answer.url() + "\n");
        } catch (IOException e) {
            throw new StartFailure(home.urlFile() + " cannot be written: " + e, "Is the disk full?");
        }
        return answer;
    }

    private static void report(FrameworkEvent event) {
        if (event.getType() == FrameworkEvent.ERROR) {
            System.err.println("patchbay: " + event.getBundle().getSymbolicName() + ": " + event.getThrowable());
        }
    }

    /** Waits for the end, and ends the process with it. */
    void untilStopped() throws InterruptedException {
        framework.waitForStop(0);
        System.exit(0);
    }

    /** Stops the bundles in order, the HTTP server among the first, and then gives the data folder back. */
    private void stop() {
        try {
            framework.stop();
            framework.waitForStop(FAREWELL.toMillis());
        } catch (BundleException | InterruptedException e) {
            System.err.println("patchbay: did not stop cleanly: " + e);
        } finally {
            lock.close();
        }
    }

    private static String version() {
        String version = Launcher.class.getPackage().getImplementationVersion();
        return version == null ? "" : version;
    }
}

package dev.patchbay.launcher;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** When a gateway has started: it answers, is well, and has taken up the plugins that were there before it. */
final class Readiness {
    private static final String HTTP_RUNTIME = "org.osgi.service.servlet.runtime.HttpServiceRuntime";
    private static final String HTTP_ENDPOINT = "osgi.http.endpoint";
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration SETTLING = Duration.ofSeconds(5);
    private static final int SILENCE = Integer.MAX_VALUE;

    /**
     * A gateway that answers.
     *
     * @param url where, without a slash at its end
     * @param well whether it can do its work
     */
    record Answer(String url, boolean well) {}

    private final BundleContext framework;
    private final Home home;

    Readiness(BundleContext framework, Home home) {
        this.framework = framework;
        this.home = home;
    }

    /**
     * Waits until the plugins have started, while nobody can connect: a client that comes back after a restart finds
     * the tools that it knew, or nobody. One that does not start must not keep the rest from being used.
     */
    void awaitPlugins() throws InterruptedException {
        long settling = System.nanoTime() + SETTLING.toNanos();
        while (System.nanoTime() < settling && !pluginsTakenUp()) {
            Thread.sleep(LOOK.toMillis());
        }
    }

    /**
     * Waits until the gateway answers, and a little longer for it to be well.
     *
     * @throws StartFailure if it still does not answer after {@code patience}
     */
    Answer await(Duration patience) throws StartFailure, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        String url = endpoint();
        int status = url == null ? SILENCE : ask(url);
        while (status == SILENCE) {
            if (System.nanoTime() > end) {
                throw new StartFailure(
                        url == null
                                ? "the HTTP server did not start in " + patience.toSeconds() + " s"
                                : url + "/health did not answer in " + patience.toSeconds() + " s",
                        "The reason is in " + home.data().resolve("logs").resolve("patchbay.log") + ".");
            }
            Thread.sleep(LOOK.toMillis());
            url = endpoint();
            status = url == null ? SILENCE : ask(url);
        }
        // what cannot start, a part of the core, must not keep the rest from being used
        long settling = System.nanoTime() + SETTLING.toNanos();
        while (System.nanoTime() < settling && status >= 400) {
            Thread.sleep(LOOK.toMillis());
            status = ask(url);
        }
        return new Answer(url, status < 400);
    }

    private @Nullable String endpoint() {
        ServiceReference<?> runtime = framework.getServiceReference(HTTP_RUNTIME);
        if (runtime != null
                && runtime.getProperty(HTTP_ENDPOINT) instanceof String[] endpoints
                && endpoints.length > 0) {
            String first = endpoints[0];
            return first.endsWith("/") ? first.substring(0, first.length() - 1) : first;
        }
        return null;
    }

    /** The HTTP status of the health report, or {@link #SILENCE} while there is none. */
    private static int ask(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url + "/health").toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(5_000);
            try {
                int status = connection.getResponseCode();
                return status == HttpURLConnection.HTTP_NOT_FOUND ? SILENCE : status;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return SILENCE;
        }
    }

    private boolean pluginsTakenUp() {
        try (DirectoryStream<Path> jars = Files.newDirectoryStream(home.deploy(), "*.jar")) {
            for (Path jar : jars) {
                Bundle bundle = framework.getBundle(jar.toFile().toURI().toString());
                boolean started = bundle != null && bundle.getState() == Bundle.ACTIVE;
                if (!started && isPlugin(jar)) {
                    return false;
                }
            }
            return true;
        } catch (IOException unreadable) {
            return true;
        }
    }

    private static boolean isPlugin(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            return manifest != null
                    && manifest.getMainAttributes().getValue("Bundle-SymbolicName") != null
                    && manifest.getMainAttributes().getValue("Fragment-Host") == null;
        } catch (IOException broken) {
            return false;
        }
    }
}

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

/** When a gateway has started: it answers, and has taken up the plugins that were there before it. */
final class Readiness {
    private static final String HTTP_RUNTIME = "org.osgi.service.servlet.runtime.HttpServiceRuntime";
    private static final String HTTP_ENDPOINT = "osgi.http.endpoint";
    private static final Duration LOOK = Duration.ofMillis(50);
    private static final Duration PLUGINS = Duration.ofSeconds(3);

    private final BundleContext framework;
    private final Home home;

    Readiness(BundleContext framework, Home home) {
        this.framework = framework;
        this.home = home;
    }

    /**
     * Waits until the gateway has started.
     *
     * @return the URL at which it answers, without a slash at its end
     * @throws StartFailure if it still does not after {@code patience}
     */
    String await(Duration patience) throws StartFailure, InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        String url = null;
        while (url == null || !answers(url)) {
            if (System.nanoTime() > end) {
                throw new StartFailure(
                        url == null
                                ? "the HTTP server did not start in " + patience.toSeconds() + " s"
                                : url + "/health did not answer in " + patience.toSeconds() + " s",
                        "The reason is in " + home.data().resolve("logs").resolve("patchbay.log") + ".");
            }
            Thread.sleep(LOOK.toMillis());
            url = endpoint();
        }
        // a plugin that cannot start must not keep the gateway from being called ready
        long plugins = System.nanoTime() + PLUGINS.toNanos();
        while (System.nanoTime() < plugins && !pluginsTakenUp()) {
            Thread.sleep(LOOK.toMillis());
        }
        return url;
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

    private static boolean answers(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url + "/health").toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(5_000);
            try {
                return connection.getResponseCode() != HttpURLConnection.HTTP_NOT_FOUND;
            } finally {
                connection.disconnect();
            }
        } catch (IOException notYet) {
            return false;
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

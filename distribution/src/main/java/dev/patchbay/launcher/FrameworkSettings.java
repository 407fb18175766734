package dev.patchbay.launcher;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Constants;

/** The properties that the framework is started with. */
final class FrameworkSettings {
    /** Where the core is active and the plugins start, but nothing listens yet. */
    static final int PLUGIN_LEVEL = 20;

    /** Where everything runs, the HTTP server too. */
    static final int LISTENING_LEVEL = 30;

    private FrameworkSettings() {}

    /**
     * What the launcher says, overridden by {@code conf/system.properties}.
     *
     * @param port the port that the caller asked for, or {@code null} for the configured one
     */
    static Map<String, String> of(Home home, @Nullable Integer port) throws StartFailure {
        Map<String, String> settings = new HashMap<>();
        settings.put(Constants.FRAMEWORK_STORAGE, home.data().resolve("cache").toString());
        settings.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        settings.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, String.valueOf(PLUGIN_LEVEL));
        settings.put("felix.cm.dir", home.data().resolve("config").toString());
        settings.put("felix.fileinstall.dir", home.conf() + "," + home.deploy());
        settings.put("felix.fileinstall.tmpdir", home.data().resolve("tmp").toString());
        settings.put("felix.fileinstall.poll", "500");
        settings.put("felix.fileinstall.noInitialDelay", "true");
        settings.put("felix.fileinstall.enableConfigSave", "false");
        settings.put("felix.fileinstall.start.level", String.valueOf(PLUGIN_LEVEL));
        settings.put("felix.fileinstall.log.level", "3");
        settings.put("gosh.args", "--noshutdown --nointeractive");
        settings.put(
                "org.ops4j.pax.logging.StaticLogbackFile",
                home.conf().resolve("logback.xml").toString());
        settings.put("org.ops4j.pax.logging.DefaultServiceLog.level", "ERROR");
        // Jetty would listen on all interfaces until its configuration arrives, and then start once more
        settings.put("org.apache.felix.http.enable", "false");
        settings.put("patchbay.virtualthreads", String.valueOf(Runtime.version().feature() >= 21));
        settings.putAll(fromFile(home.conf().resolve("system.properties")));
        settings.put("patchbay.home", home.home().toString());
        settings.put("patchbay.conf", home.conf().toString());
        settings.put("patchbay.deploy", home.deploy().toString());
        settings.put("patchbay.data", home.data().toString());
        if (port != null) {
            settings.put("patchbay.port", port.toString());
        }
        return settings;
    }

    private static Map<String, String> fromFile(Path file) throws StartFailure {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                properties.load(in);
            } catch (IOException | IllegalArgumentException e) {
                throw new StartFailure(file + " cannot be read: " + e.getMessage(), "Correct it.");
            }
        }
        Map<String, String> found = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(name -> found.put(name, properties.getProperty(name).strip()));
        return found;
    }
}

package dev.patchbay.launcher;

import java.io.IOException;
import java.io.Reader;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where the HTTP server is about to listen. Asked before the start, because the server's own complaint about a port
 * that is taken is a line in a log, and the gateway would run without an ear.
 */
record ListenAddress(String host, int port) {
    static final String FILE = "org.apache.felix.http.cfg";

    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}:]+(?::(?!-)[^}:]+)?)(?::-([^}]*))?}");

    /**
     * What the configuration says, or {@code null} if that cannot be told before the start.
     *
     * @param properties what the configuration may refer to
     */
    static @Nullable ListenAddress configured(Path conf, Map<String, String> properties) {
        Properties cfg = new Properties();
        try (Reader in = Files.newBufferedReader(conf.resolve(FILE))) {
            cfg.load(in);
        } catch (IOException noFile) {
            return null;
        }
        String host = substitute(cfg.getProperty("org.apache.felix.http.host", "0.0.0.0"), properties);
        String port = substitute(cfg.getProperty("org.osgi.service.http.port", "8080"), properties);
        try {
            return new ListenAddress(host, Integer.parseInt(port));
        } catch (NumberFormatException aRange) {
            return null;
        }
    }

    private static String substitute(String value, Map<String, String> properties) {
        return REFERENCE
                .matcher(value.strip())
                .replaceAll(reference ->
                        Matcher.quoteReplacement(resolve(reference.group(1), reference.group(2), properties)));
    }

    private static String resolve(String name, @Nullable String otherwise, Map<String, String> properties) {
        String found = name.startsWith("env:") ? System.getenv(name.substring(4)) : properties.get(name);
        if (found == null) {
            found = System.getProperty(name, otherwise == null ? "" : otherwise);
        }
        return found;
    }

    /**
     * Makes sure that nobody else listens there.
     *
     * @throws StartFailure if somebody does, or nobody may
     */
    void check() throws StartFailure {
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            probe.bind(new InetSocketAddress(host, port));
        } catch (BindException e) {
            String reason = String.valueOf(e.getMessage());
            if (reason.contains("assign")) {
                throw new StartFailure(
                        "this machine has no address " + host,
                        "Set org.apache.felix.http.host in conf/" + FILE + " to one of its own, or to 127.0.0.1.");
            }
            if (reason.contains("ermission")) {
                throw new StartFailure(
                        "this user may not listen on port " + port,
                        "Take a port above 1023: `bin/patchbay start --port 8080`.");
            }
            throw new StartFailure(
                    "port " + port + " on " + host + " is taken by another program",
                    "Take another: `bin/patchbay start --port " + (port < 65_535 ? port + 1 : 8080)
                            + "`, or PATCHBAY_PORT, or for good in conf/" + FILE + ".");
        } catch (IOException | IllegalArgumentException e) {
            throw new StartFailure(
                    "the gateway cannot listen on " + host + ":" + port + ": " + e.getMessage(),
                    "Set host and port in conf/" + FILE + ".");
        }
    }
}

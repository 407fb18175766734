package dev.patchbay.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What {@code bin/patchbay status} says. Ends with status 0 if a gateway runs and is well, 1 if it runs and is not, 3 if
 * none runs.
 */
public final class Status {
    private static final Pattern HEALTH = Pattern.compile("\"status\"\\s*:\\s*\"([a-z]+)\"");

    private final Home home;

    private Status(Home home) {
        this.home = home;
    }

    /** Tells of the gateway in the system property {@code patchbay.home}; with {@code --json}, to programs. */
    public static void main(String[] arguments) {
        Home home = Home.of(Path.of(System.getProperty("patchbay.home", ".")), System.getenv());
        System.exit(new Status(home).tell(List.of(arguments).contains("--json")));
    }

    private int tell(boolean json) {
        Optional<ProcessHandle> process = process();
        if (process.isEmpty()) {
            System.out.println(json ? "{\"running\":false}" : "not running (data in " + home.data() + ")");
            return 3;
        }
        String url = read(home.urlFile());
        String health = url == null ? null : health(url);
        String word = health == null ? "starting" : word(health);
        if (json) {
            System.out.println("{\"running\":true,\"pid\":" + process.get().pid() + ",\"url\":" + quoted(url)
                    + ",\"status\":" + quoted(word) + ",\"health\":" + (health == null ? "null" : health) + "}");
        } else {
            System.out.println("running: process " + process.get().pid() + uptime(process.get())
                    + (url == null ? "" : ", " + url) + ", data in " + home.data());
            System.out.println("health: " + word + (word.equals("ok") ? "" : health == null ? "" : " " + health));
        }
        return word.equals("ok") || word.equals("warn") ? 0 : 1;
    }

    /**
     * The process of the pid file, unless it is gone, or is another program that got the same number later. One that has
     * ended and was not yet buried by its parent has no command line.
     */
    private Optional<ProcessHandle> process() {
        String pid = read(home.pidFile());
        return pid == null || !pid.matches("\\d{1,18}")
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(pid))
                        .filter(ProcessHandle::isAlive)
                        .filter(Status::isGateway);
    }

    private static boolean isGateway(ProcessHandle process) {
        return process.info()
                .commandLine()
                .map(line -> line.contains(Launcher.class.getName()))
                .orElse(false);
    }

    private static String uptime(ProcessHandle process) {
        return process.info()
                .startInstant()
                .map(start -> {
                    Duration up = Duration.between(start, Instant.now());
                    return ", up " + (up.toDays() > 0 ? up.toDays() + " d " : "")
                            + (up.toHours() > 0 ? up.toHoursPart() + " h " : "")
                            + (up.toMinutes() > 0 ? up.toMinutesPart() + " min" : up.toSeconds() + " s");
                })
                .orElse("");
    }

    private static String word(String health) {
        Matcher status = HEALTH.matcher(health);
        return status.find() ? status.group(1) : "critical";
    }

    private static @Nullable String health(String url) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(url + "/health").toURL().openConnection();
            connection.setConnectTimeout(2_000);
            connection.setReadTimeout(10_000);
            boolean failed = connection.getResponseCode() >= 400;
            try (InputStream body = failed ? connection.getErrorStream() : connection.getInputStream()) {
                return body == null ? "{}" : new String(body.readAllBytes(), StandardCharsets.UTF_8).strip();
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return "{\"status\":\"critical\",\"error\":" + quoted(url + " does not answer: " + e.getMessage()) + "}";
        }
    }

    private static @Nullable String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException absent) {
            return null;
        }
    }

    private static String quoted(@Nullable String text) {
        return text == null ? "null" : '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}

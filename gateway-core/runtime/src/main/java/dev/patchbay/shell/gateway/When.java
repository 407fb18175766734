package dev.patchbay.shell.gateway;

import dev.patchbay.shell.CommandFailure;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Times as people type them. */
final class When {
    private When() {}

    /** A point in time, or a duration from now on. */
    static Instant in(String option, String text) {
        return isDuration(text) ? Instant.now().plus(duration(option, text)) : instant(option, text);
    }

    /** A point in time, or a duration until now. */
    static Instant ago(String option, String text) {
        return isDuration(text) ? Instant.now().minus(duration(option, text)) : instant(option, text);
    }

    /** A duration: 90s, 15m, 12h, 30d. */
    static Duration duration(String option, String text) {
        if (!isDuration(text)) {
            throw new CommandFailure(option + " takes a time such as 90s, 15m, 12h or 30d; not " + text);
        }
        long number = Long.parseLong(text.substring(0, text.length() - 1));
        return switch (text.charAt(text.length() - 1)) {
            case 'd' -> Duration.ofDays(number);
            case 'h' -> Duration.ofHours(number);
            case 'm' -> Duration.ofMinutes(number);
            default -> Duration.ofSeconds(number);
        };
    }

    /** A time of the API, for a table: to the minute, in UTC. */
    static @Nullable String shown(@Nullable String instant) {
        return instant == null ? null : instant.replaceFirst("T([0-9:]{5}).*", " $1");
    }

    private static boolean isDuration(String text) {
        return text.matches("[0-9]{1,6}[smhd]");
    }

    private static Instant instant(String option, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw new CommandFailure(
                    option + " takes a time such as 2030-01-31T00:00:00Z, or 90m, 12h, 30d; not " + text);
        }
    }
}

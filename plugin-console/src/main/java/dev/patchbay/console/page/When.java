package dev.patchbay.console.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A time beside the present: {@code 3 minutes ago}.
 *
 * @param at the time; {@code null} for never
 * @param now the present
 */
public record When(@Nullable Instant at, Instant now) {
    private static final DateTimeFormatter FULL = DateTimeFormatter.ofPattern(
                    "d MMMM uuuu, HH:mm:ss 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    public boolean never() {
        return at == null;
    }

    /** For {@code <time datetime>}. */
    public String iso() {
        return String.valueOf(at);
    }

    /** To the second, in UTC. */
    public String full() {
        return at == null ? "" : FULL.format(at);
    }

    /** In words; the day itself once it is more than four weeks away. */
    public String words() {
        Instant time = at;
        if (time == null) {
            return "never";
        }
        Duration distance = Duration.between(time, now);
        boolean past = !distance.isNegative();
        Duration span = distance.abs();
        if (span.toDays() >= 28) {
            return DAY.format(time);
        }
        if (span.toSeconds() < 10 && past) {
            return "just now";
        }
        String words = words(span);
        return past ? words + " ago" : "in " + words;
    }

    private static String words(Duration span) {
        if (span.toSeconds() < 60) {
            return counted(span.toSeconds(), "second");
        }
        if (span.toMinutes() < 60) {
            return counted(span.toMinutes(), "minute");
        }
        return span.toHours() < 48 ? counted(span.toHours(), "hour") : counted(span.toDays(), "day");
    }

    private static String counted(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }
}

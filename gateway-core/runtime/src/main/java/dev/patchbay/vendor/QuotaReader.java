package dev.patchbay.vendor;

import dev.patchbay.api.RateLimit;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a vendor says of its quota: by the names of its description, then by those in general use.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/">RateLimit header fields</a>
 */
final class QuotaReader {
    private static final String[] LIMIT = {"ratelimit-limit", "x-ratelimit-limit", "x-rate-limit-limit"};
    private static final String[] REMAINING = {"ratelimit-remaining", "x-ratelimit-remaining", "x-rate-limit-remaining"
    };
    private static final String[] RESET = {"ratelimit-reset", "x-ratelimit-reset", "x-rate-limit-reset"};
    /** Larger numbers than this are no seconds to wait but a moment: seconds since 1970. */
    private static final long SMALLEST_EPOCH_SECOND = 1_000_000_000L;

    private static final long SMALLEST_EPOCH_MILLI = 1_000_000_000_000L;
    private static final int SECOND_MILLIS = 1_000;

    private final Clock clock;

    QuotaReader(Clock clock) {
        this.clock = clock;
    }

    /** The quota, or {@code null} if the headers say nothing of it. */
    @Nullable
    RateLimit read(Map<String, String> headers, QuotaNames names) {
        Long limit = number(headers, names.limit(), LIMIT);
        Long remaining = number(headers, names.remaining(), REMAINING);
        Long reset = reset(headers, names);
        String combined = headers.get("ratelimit");
        if (combined != null) {
            remaining = remaining != null ? remaining : parameter(combined, "remaining", "r");
            reset = reset != null ? reset : parameter(combined, "reset", "t");
            limit = limit != null ? limit : parameter(combined, "limit", "q");
            String policy = headers.get("ratelimit-policy");
            limit = limit != null || policy == null ? limit : parameter(policy, "limit", "q");
        }
        Long retryAfter = retryAfter(headers.get("retry-after"));
        if (dayIsUsedUp(headers, names)) {
            // What is left of the short window is of no use.
            return new RateLimit(named(headers, names.dailyLimit()), 0L, untilNextDay(), retryAfter);
        }
        return limit == null && remaining == null && reset == null && retryAfter == null
                ? null
                : new RateLimit(limit, remaining, reset, retryAfter);
    }

    /** Whether none is left of the quota that is counted by the day. */
    static boolean dayIsUsedUp(Map<String, String> headers, QuotaNames names) {
        Long left = named(headers, names.dailyRemaining());
        return left != null && left == 0;
    }

    /** To the next day in UTC: a guess, since no vendor says at which hour its day begins. */
    private long untilNextDay() {
        Instant today = clock.instant().truncatedTo(ChronoUnit.DAYS);
        return until(today.plus(1, ChronoUnit.DAYS));
    }

    private @Nullable Long reset(Map<String, String> headers, QuotaNames names) {
        Long millis = named(headers, names.resetMillis());
        if (millis != null) {
            return (millis + SECOND_MILLIS - 1) / SECOND_MILLIS;
        }
        Long seconds = number(headers, names.reset(), RESET);
        if (seconds == null || seconds < SMALLEST_EPOCH_SECOND) {
            return seconds;
        }
        Instant moment =
                seconds < SMALLEST_EPOCH_MILLI ? Instant.ofEpochSecond(seconds) : Instant.ofEpochMilli(seconds);
        return until(moment);
    }

    private long until(Instant moment) {
        long millis = moment.toEpochMilli() - clock.millis();
        return Math.max(0, (millis + SECOND_MILLIS - 1) / SECOND_MILLIS);
    }

    private @Nullable Long retryAfter(@Nullable String value) {
        if (value == null) {
            return null;
        }
        Long seconds = leading(value);
        if (seconds != null) {
            return seconds;
        }
        try {
            return until(ZonedDateTime.parse(value.trim(), DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Long named(Map<String, String> headers, @Nullable String name) {
        String value = name == null ? null : headers.get(name);
        return value == null ? null : leading(value);
    }

    private static @Nullable Long number(Map<String, String> headers, @Nullable String own, String[] usual) {
        Long named = named(headers, own);
        for (int i = 0; i < usual.length && named == null; i++) {
            named = named(headers, usual[i]);
        }
        return named;
    }

    /** The number that a value begins with: {@code 100} of {@code 100, 100;w=60}; a fraction is rounded up. */
    private static @Nullable Long leading(String value) {
        int at = 0;
        while (at < value.length() && value.charAt(at) == ' ') {
            at++;
        }
        int start = at;
        while (at < value.length() && value.charAt(at) >= '0' && value.charAt(at) <= '9') {
            at++;
        }
        if (at == start || at - start > 18) {
            return null;
        }
        long number = Long.parseLong(value.substring(start, at));
        boolean fraction = at + 1 < value.length() && value.charAt(at) == '.' && value.charAt(at + 1) > '0';
        return fraction && value.charAt(at + 1) <= '9' ? number + 1 : number;
    }

    private static @Nullable Long parameter(String value, String name, String shortName) {
        for (String part : value.split("[,;]")) {
            String trimmed = part.trim();
            int equals = trimmed.indexOf('=');
            if (equals > 0) {
                String key = trimmed.substring(0, equals);
                if (key.equals(name) || key.equals(shortName)) {
                    return leading(trimmed.substring(equals + 1));
                }
            }
        }
        return null;
    }
}

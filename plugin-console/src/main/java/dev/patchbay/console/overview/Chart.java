package dev.patchbay.console.overview;

import dev.patchbay.console.json.Json;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Calls over time as bars, drawn by the server.
 *
 * @param title what it shows
 * @param unit what a bar stands for, {@code minute} for example
 * @param bars the bars, the oldest first
 * @param highest the number of calls of the highest bar
 * @param calls all calls
 * @param errors those that failed
 * @param limited those that the vendor refused for their number
 * @param p50 the milliseconds within which half of the calls were answered
 * @param p95 the milliseconds within which 19 of 20 were
 */
public record Chart(
        String title,
        String unit,
        List<Bar> bars,
        long highest,
        long calls,
        long errors,
        long limited,
        long p50,
        long p95) {
    /** How high the drawing is, in its own units. */
    public static final int HEIGHT = 100;

    /** How wide a bar is, with the gap after it. */
    public static final int STEP = 10;

    /** What a bar must be at least to be seen. */
    private static final double LEAST = 2;

    /**
     * A bar.
     *
     * @param at when its time begins
     * @param calls all calls of it
     * @param errors those that failed
     * @param limited those that the vendor refused for their number
     * @param x where it stands
     * @param height how high it is
     * @param errorHeight how much of it are failures
     * @param limitedHeight how much of it are refusals
     */
    public record Bar(
            @Nullable Instant at,
            long calls,
            long errors,
            long limited,
            int x,
            double height,
            double errorHeight,
            double limitedHeight) {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH).withZone(ZoneOffset.UTC);

        public String time() {
            return at == null ? "" : TIME.format(at);
        }

        /** Where its top is. */
        public double y() {
            return HEIGHT - height;
        }
    }

    /** Draws what {@code /statistics} answers. */
    public static Chart of(String title, Json statistics) {
        List<Json> buckets = statistics.list("buckets");
        long highest =
                buckets.stream().mapToLong(each -> each.number("calls")).max().orElse(0);
        List<Bar> bars = IntStream.range(0, buckets.size())
                .mapToObj(i -> bar(buckets.get(i), i, highest))
                .toList();
        return new Chart(
                title,
                unit(statistics.number("bucket_seconds")),
                bars,
                highest,
                statistics.number("calls"),
                statistics.number("errors"),
                bars.stream().mapToLong(Bar::limited).sum(),
                statistics.number("p50_millis"),
                statistics.number("p95_millis"));
    }

    private static String unit(long seconds) {
        if (seconds == 60) {
            return "minute";
        }
        return seconds == 3_600 ? "hour" : seconds / 60 + " minutes";
    }

    private static Bar bar(Json bucket, int position, long highest) {
        long calls = bucket.number("calls");
        long errors = bucket.number("errors");
        long limited = bucket.number("rate_limited");
        return new Bar(
                bucket.time("at"),
                calls,
                errors,
                limited,
                position * STEP,
                share(calls, highest),
                share(errors, highest),
                share(limited, highest));
    }

    private static double share(long part, long highest) {
        return part == 0 || highest == 0 ? 0 : Math.max(LEAST, Math.round(1_000.0 * part / highest) / 10.0);
    }

    /** How wide the drawing is, in its own units. */
    public int width() {
        return Math.max(1, bars.size()) * STEP;
    }

    /** What it shows, in a sentence. */
    public String sentence() {
        return title + ": " + calls + " calls, at most " + highest + " per " + unit + "; " + errors + " failed, "
                + limited + " were rate limited.";
    }
}

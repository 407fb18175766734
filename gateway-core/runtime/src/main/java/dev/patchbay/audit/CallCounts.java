package dev.patchbay.audit;

import dev.patchbay.store.Row;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts calls as they are read, line by line. */
final class CallCounts {
    /** What the counting goes by. */
    static final String COLUMNS = "happened_at, action, server_id, outcome, duration_millis";

    /** Which lines tell how a call went. A call that writes has two; of the first nothing is known but that it began. */
    static final String CONDITION = "effect in ('reads', 'writes', 'destroys') and outcome <> 'started'";

    private static final Set<String> EFFECTS = Set.of("reads", "writes", "destroys");
    private static final int TOP = 10;
    private static final Set<String> UNFAILED = Set.of("ok", "repeated", "input_required");

    private final Instant since;
    private final Instant until;
    private final Duration bucket;
    private final long[] calls;
    private final long[] errors;
    private final long[] rateLimited;
    private final Map<String, long[]> tools = new HashMap<>();
    private final Map<String, long[]> servers = new HashMap<>();
    private long[] millis = new long[1024];
    private int count;
    private Instant oldest;

    CallCounts(Instant since, Instant until, Duration bucket) {
        this.since = since;
        this.until = until;
        this.bucket = bucket;
        this.oldest = until;
        int buckets = (int) Duration.between(since, until).dividedBy(bucket);
        calls = new long[buckets];
        errors = new long[buckets];
        rateLimited = new long[buckets];
    }

    /** The same as {@link #CONDITION}, of a line that is yet to be written. */
    static boolean counts(AuditEntry entry) {
        return EFFECTS.contains(entry.effect()) && !entry.outcome().equals("started");
    }

    void add(Row row) throws SQLException {
        Instant at = row.instant("happened_at");
        String outcome = row.text("outcome");
        boolean limited = outcome.equals("rate_limited");
        boolean failed = !UNFAILED.contains(outcome);
        int index = (int) Math.max(
                0, Math.min(calls.length - 1, Duration.between(since, at).dividedBy(bucket)));
        calls[index]++;
        errors[index] += failed ? 1 : 0;
        rateLimited[index] += limited ? 1 : 0;
        count(tools, row.text("action"), failed);
        count(servers, row.textOrNull("server_id"), failed);
        if (count == millis.length) {
            millis = Arrays.copyOf(millis, count * 2);
        }
        millis[count++] = row.number("duration_millis");
        if (at.isBefore(oldest)) {
            oldest = at;
        }
    }

    int count() {
        return count;
    }

    /** @param complete whether every line of the time was counted */
    CallStatistics result(boolean complete) {
        List<CallStatistics.Bucket> buckets = new ArrayList<>();
        for (int i = 0; i < calls.length; i++) {
            buckets.add(
                    new CallStatistics.Bucket(since.plus(bucket.multipliedBy(i)), calls[i], errors[i], rateLimited[i]));
        }
        long[] sorted = Arrays.copyOf(millis, count);
        Arrays.sort(sorted);
        return new CallStatistics(
                complete ? since : oldest,
                until,
                complete,
                bucket.toSeconds(),
                buckets,
                count,
                Arrays.stream(errors).sum(),
                percentile(sorted, 50),
                percentile(sorted, 95),
                top(tools),
                top(servers));
    }

    private static void count(Map<String, long[]> counts, @Nullable String name, boolean failed) {
        if (name != null) {
            long[] both = counts.computeIfAbsent(name, absent -> new long[2]);
            both[0]++;
            both[1] += failed ? 1 : 0;
        }
    }

    /** The smallest value that so many of a hundred do not exceed. */
    private static @Nullable Long percentile(long[] sorted, int percent) {
        return sorted.length == 0 ? null : sorted[Math.max(0, (sorted.length * percent + 99) / 100 - 1)];
    }

    private static List<CallStatistics.Share> top(Map<String, long[]> counts) {
        return counts.entrySet().stream()
                .map(each -> new CallStatistics.Share(each.getKey(), each.getValue()[0], each.getValue()[1]))
                .sorted(Comparator.comparingLong(CallStatistics.Share::calls)
                        .reversed()
                        .thenComparing(CallStatistics.Share::name))
                .limit(TOP)
                .toList();
    }
}

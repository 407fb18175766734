package dev.patchbay.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How calls of tools went within a time, from the audit trail. What an operator changed is not among them.
 *
 * @param since from when on; later than asked for if there are more calls than are counted at once
 * @param complete whether all calls of the time are counted, and not only the newest
 * @param buckets without a gap, the oldest first
 * @param medianMillis how long half of the calls took at the most; {@code null} without any
 * @param slowMillis how long 95 of 100 calls took at the most; {@code null} without any
 * @param byTool the ten that were called most, the first ahead
 * @param byServer the ten servers that were called most, by their ids
 */
public record CallStatistics(
        Instant since,
        Instant until,
        boolean complete,
        long bucketSeconds,
        List<Bucket> buckets,
        long calls,
        long errors,
        @Nullable Long medianMillis,
        @Nullable Long slowMillis,
        List<Share> byTool,
        List<Share> byServer) {
    /** One part of the time. {@code errors} counts the rate-limited calls, too. */
    public record Bucket(Instant at, long calls, long errors, long rateLimited) {}

    /** The calls of one tool or server. */
    public record Share(String name, long calls, long errors) {}
}

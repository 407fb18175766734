package dev.patchbay.token;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How often each server may be used: so many times a minute on the average, all of them at once if need be. Costs one
 * number a server, and no thread.
 *
 * @see <a href="https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm">Generic cell rate algorithm</a>
 */
public final class Pace {
    private static final long WINDOW_NANOS = Duration.ofMinutes(1).toNanos();
    private static final int MANY = 10_000;

    private final long nanosEach;
    private final Map<String, AtomicLong> paidUntil = new ConcurrentHashMap<>();

    /** @param perMinute how often; 0 for as often as anybody likes */
    public Pace(int perMinute) {
        nanosEach = perMinute <= 0 ? 0 : WINDOW_NANOS / perMinute;
    }

    /**
     * Counts one use.
     *
     * @param now {@link System#nanoTime}
     * @return 0 if it may go on, else the whole seconds until the next one may; it is not counted then
     */
    public long secondsToWait(String server, long now) {
        if (nanosEach == 0) {
            return 0;
        }
        if (paidUntil.size() > MANY) {
            paidUntil.values().removeIf(until -> until.get() - now < 0);
        }
        AtomicLong paid = paidUntil.computeIfAbsent(server, id -> new AtomicLong(now));
        while (true) {
            long before = paid.get();
            long after = (before - now < 0 ? now : before) + nanosEach;
            long tooFar = after - now - WINDOW_NANOS;
            if (tooFar > 0) {
                return Math.max(1, Duration.ofNanos(tooFar).plusMillis(999).toSeconds());
            }
            if (paid.compareAndSet(before, after)) {
                return 0;
            }
        }
    }
}

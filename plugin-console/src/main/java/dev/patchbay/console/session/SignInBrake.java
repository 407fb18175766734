package dev.patchbay.console.session;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Slows down guessing: a person has ten tries, then one every half minute; everybody together has a hundred, then one
 * every second. A try that succeeds costs nothing.
 */
public final class SignInBrake {
    private static final int MOST_ADDRESSES = 10_000;
    private static final Duration EACH = Duration.ofSeconds(30);
    private static final Duration ALL = Duration.ofSeconds(1);
    private static final int EACH_AT_ONCE = 10;
    private static final int ALL_AT_ONCE = 100;

    private final Clock clock;
    private final Map<String, Bucket> addresses = new LinkedHashMap<>(16, 0.75f, true);
    private final Bucket all;

    public SignInBrake(Clock clock) {
        this.clock = clock;
        all = new Bucket(ALL_AT_ONCE, ALL);
    }

    /** So many tries at once, and one more after each pause. */
    private final class Bucket {
        private final Duration pause;
        private final Duration span;
        /** When the bucket will be full again. */
        private Instant full = Instant.EPOCH;

        Bucket(int tries, Duration pause) {
            this.pause = pause;
            span = pause.multipliedBy(tries);
        }

        Duration wait(Instant now) {
            Duration owed = Duration.between(now, full).plus(pause).minus(span);
            return owed.isNegative() ? Duration.ZERO : owed;
        }

        void take(Instant now) {
            full = (full.isBefore(now) ? now : full).plus(pause);
        }

        void giveBack() {
            full = full.minus(pause);
        }
    }

    /**
     * Begins a try.
     *
     * @return how long to wait instead; empty if the try may be made
     */
    public synchronized Optional<Duration> begin(String address) {
        Instant now = clock.instant();
        Bucket own = addresses.computeIfAbsent(network(address), any -> new Bucket(EACH_AT_ONCE, EACH));
        if (addresses.size() > MOST_ADDRESSES) {
            addresses.remove(addresses.keySet().iterator().next());
        }
        Duration wait = own.wait(now);
        if (wait.compareTo(all.wait(now)) < 0) {
            wait = all.wait(now);
        }
        if (!wait.isZero()) {
            return Optional.of(wait);
        }
        own.take(now);
        all.take(now);
        return Optional.empty();
    }

    /** The try that began has succeeded. */
    public synchronized void succeeded(String address) {
        Bucket own = addresses.get(network(address));
        if (own != null) {
            own.giveBack();
        }
        all.giveBack();
    }

    /** An IPv6 customer has 2^64 addresses: they count as one. */
    private static String network(String address) {
        String[] groups = address.split(":", -1);
        boolean whole = groups.length == 8;
        return whole ? String.join(":", groups[0], groups[1], groups[2], groups[3]) : address;
    }
}

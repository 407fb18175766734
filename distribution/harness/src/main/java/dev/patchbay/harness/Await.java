package dev.patchbay.harness;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Waits for what is about to become true, and fails with its name if it does not. */
public final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration LOOK = Duration.ofMillis(50);

    private Await() {}

    /** Waits at most half a minute for a condition; one that throws does not hold yet. */
    public static void until(String what, Callable<Boolean> condition) {
        until(what, PATIENCE, condition);
    }

    /** Waits at most so long for a condition; one that throws does not hold yet. */
    public static void until(String what, Duration patience, Callable<Boolean> condition) {
        long end = System.nanoTime() + patience.toNanos();
        Exception last = null;
        while (System.nanoTime() < end) {
            try {
                if (condition.call()) {
                    return;
                }
                last = null;
            } catch (Exception notYet) {
                last = notYet;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        throw failure(what, patience, last);
    }

    private static AssertionError failure(String what, Duration patience, @Nullable Exception last) {
        return new AssertionError("not within " + patience.toSeconds() + " s: " + what, last);
    }
}

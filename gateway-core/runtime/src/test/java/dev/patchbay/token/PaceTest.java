package dev.patchbay.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PaceTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void letsABurstThroughAndThenOneAtATime() {
        Pace pace = new Pace(60);
        long now = Long.MAX_VALUE - 10 * SECOND;
        for (int i = 0; i < 60; i++) {
            assertEquals(0, pace.secondsToWait("a", now), "number " + i);
        }
        assertEquals(1, pace.secondsToWait("a", now));
        assertEquals(1, pace.secondsToWait("a", now), "what is refused is not counted");
        // nanoTime may run over
        assertEquals(0, pace.secondsToWait("a", now + SECOND));
        assertEquals(1, pace.secondsToWait("a", now + SECOND));
        assertEquals(0, pace.secondsToWait("a", now + 120 * SECOND));
    }

    @Test
    void countsEachServerForItself() {
        Pace pace = new Pace(1);
        assertEquals(0, pace.secondsToWait("a", 0));
        assertEquals(60, pace.secondsToWait("a", 0));
        assertEquals(0, pace.secondsToWait("b", 0));
    }

    @Test
    void hasNoLimitWhereThereIsNone() {
        Pace pace = new Pace(0);
        for (int i = 0; i < 1_000; i++) {
            assertEquals(0, pace.secondsToWait("a", 0));
        }
    }
}

package dev.patchbay.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecallTest {
    @Test
    void readsOnceAndThenRemembers() {
        Recall<String, String> recall = new Recall<>(10, 60, () -> true);
        AtomicInteger reads = new AtomicInteger();
        for (int i = 0; i < 3; i++) {
            assertEquals("v", recall.get("k", key -> {
                reads.incrementAndGet();
                return "v";
            }));
        }
        assertEquals(1, reads.get());
    }

    @Test
    void doesNotRememberWhatWasForgottenWhileItWasRead() {
        Recall<String, String> recall = new Recall<>(10, 60, () -> true);
        assertEquals("stale", recall.get("k", key -> {
            recall.forget("k");
            return "stale";
        }));
        assertNull(recall.recall("k"));
    }

    @Test
    void forgetsInBothGenerations() {
        Recall<Integer, String> recall = new Recall<>(4, 60, () -> true);
        recall.get(1, key -> "one");
        recall.get(2, key -> "two");
        recall.get(3, key -> "three");
        recall.forgetIf(value -> !value.equals("two"));
        assertNull(recall.recall(1));
        assertEquals("two", recall.recall(2));
        assertNull(recall.recall(3));
    }

    @Test
    void staysBoundedAndKeepsWhatIsUsed() {
        Recall<Integer, String> recall = new Recall<>(100, 60, () -> true);
        recall.get(-1, key -> "used");
        for (int i = 0; i < 10_000; i++) {
            recall.get(i, key -> "v");
            assertEquals("used", recall.recall(-1), "after " + i);
        }
        int kept = 0;
        for (int i = 0; i < 10_000; i++) {
            kept += recall.recall(i) == null ? 0 : 1;
        }
        assertTrue(kept <= 100, "kept " + kept);
    }

    @Test
    void remembersNothingWhileItMayNot() {
        AtomicBoolean allowed = new AtomicBoolean(true);
        Recall<String, String> recall = new Recall<>(10, 60, allowed::get);
        recall.get("k", key -> "old");
        allowed.set(false);
        assertEquals("new", recall.get("k", key -> "new"));
    }
}

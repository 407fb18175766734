package dev.patchbay.protocol.fuzz;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/** Tells from time to time how much memory is in use, for whoever reads the fuzzer's output. */
final class Heap {
    private static final long NANOS_BETWEEN = 2_000_000_000L;
    private static final MemoryMXBean MEMORY = ManagementFactory.getMemoryMXBean();

    private static int runs;
    private static long told = System.nanoTime();

    private Heap() {}

    static void watch() {
        runs++;
        if (System.nanoTime() - told > NANOS_BETWEEN) {
            MEMORY.gc();
            System.err.println("heap: " + MEMORY.getHeapMemoryUsage().getUsed() / 1024 + " kB after " + runs + " runs");
            told = System.nanoTime();
        }
    }
}

package dev.patchbay.acceptance;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.locks.LockSupport;

/** Clients that call one tool again and again, until they are closed or two minutes are over. */
final class Callers implements AutoCloseable {
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final long BOUND_NANOS = TimeUnit.MINUTES.toNanos(2);

    private final Wire.Modern call;
    private final AtomicIntegerArray done;
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    Callers(int count, Admin.Server server, String tool, Map<String, ?> arguments) {
        call = server.wire().modern("tools/call").call(tool, arguments);
        done = new AtomicIntegerArray(count);
        for (int i = 0; i < count; i++) {
            int number = i;
            Thread thread = new Thread(() -> run(number), "caller-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    private void run(int number) {
        long end = System.nanoTime() + BOUND_NANOS;
        while (!over) {
            if (System.nanoTime() > end) {
                failures.add("the callers were not needed so long");
                return;
            }
            try {
                Wire.Answer answer = call.send();
                if (answer.status() == 200 && answer.json().has("result") && !answer.isError()) {
                    done.incrementAndGet(number);
                } else {
                    failures.add(answer.status() + " " + answer.body());
                }
            } catch (RuntimeException e) {
                failures.add(e.toString());
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Waits until each of them has had a good answer to a call that began after this moment. */
    void awaitAnswers() {
        int[] before = new int[done.length()];
        for (int i = 0; i < before.length; i++) {
            before[i] = done.get(i);
        }
        SharedGateway.await(
                () -> {
                    for (int i = 0; i < before.length; i++) {
                        // The first of the two may have begun earlier.
                        if (done.get(i) < before[i] + 2) {
                            return false;
                        }
                    }
                    return true;
                },
                Duration.ofSeconds(30));
    }

    /** How many calls went well so far. */
    int answered() {
        int sum = 0;
        for (int i = 0; i < done.length(); i++) {
            sum += done.get(i);
        }
        return sum;
    }

    /** The calls that did not go well so far, as they were answered. */
    List<String> failures() {
        return List.copyOf(failures);
    }

    @Override
    public void close() {
        over = true;
        for (Thread thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(30));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}

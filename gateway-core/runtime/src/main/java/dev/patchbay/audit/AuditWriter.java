package dev.patchbay.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One thread that writes entries in batches: whatever has come while a batch was written goes into the next one. An
 * entry that nobody waits for is written again and again until the store takes it; one that somebody waits for is
 * given up when the waiting ends.
 */
final class AuditWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(AuditWriter.class);

    private static final int CAPACITY = 10_000;
    private static final int BATCH = 500;

    /** How long a batch that nobody waits for lets others join it. */
    private static final long LINGER_MILLIS = 20;

    private static final long RETRY_MILLIS = 200;

    /** How long a caller waits for room in the queue, or for its line to be durable. */
    private static final long PATIENCE_MILLIS = 5_000;

    private final BlockingQueue<Pending> queue = new ArrayBlockingQueue<>(CAPACITY);
    private final List<Pending> backlog = new ArrayList<>();
    private final Consumer<List<AuditEntry>> append;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private boolean failing;

    /** @param durable completed when the line is written, {@code null} if nobody waits for it */
    private record Pending(AuditEntry entry, @Nullable CompletableFuture<Void> durable) {
        boolean givenUp() {
            return durable != null && durable.isDone();
        }
    }

    /** Wakes the thread to end. */
    private static final Pending LAST = new Pending(
            new AuditEntry(Instant.EPOCH, "", null, null, null, null, null, "", "", "", null, 0, 0, 0, null, null),
            null);

    AuditWriter(Consumer<List<AuditEntry>> append) {
        this.append = append;
        thread = new Thread(this::write, "patchbay-audit");
        thread.setDaemon(true);
        thread.start();
    }

    /** Hands over an entry; waits only while the queue is full. */
    void later(AuditEntry entry) {
        offer(new Pending(entry, null));
    }

    /** Hands over an entry and waits until it is durable. */
    void now(AuditEntry entry) {
        CompletableFuture<Void> durable = new CompletableFuture<>();
        offer(new Pending(entry, durable));
        try {
            durable.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new AuditUnavailable("the audit trail cannot be written");
        } catch (TimeoutException e) {
            if (durable.cancel(false)) {
                throw new AuditUnavailable("the audit trail was not written in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (durable.cancel(false)) {
                throw new AuditUnavailable("the audit trail was not waited for");
            }
        }
    }

    /** Writes what is here, and ends. Never interrupts the thread: an interrupt within H2 closes its file. */
    @Override
    public void close() {
        closing.countDown();
        if (!queue.offer(LAST)) {
            LOG.debug("the audit writer is busy and will see that it is to end");
        }
        try {
            thread.join(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void offer(Pending pending) {
        try {
            if (closed() || !queue.offer(pending, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new AuditUnavailable(
                        closed() ? "the audit trail is closed" : "the audit trail is too far behind");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AuditUnavailable("the audit trail was not waited for");
        }
    }

    private boolean closed() {
        return closing.getCount() == 0;
    }

    private void write() {
        while (!closed() || !queue.isEmpty() || !backlog.isEmpty()) {
            try {
                gather();
            } catch (InterruptedException e) {
                LOG.debug("nobody interrupts this thread; it goes on");
            }
            if (!writeBatch() && closed()) {
                LOG.error("{} lines of the audit trail could not be written", backlog.size() + queue.size());
                return;
            }
        }
    }

    /** Waits for the first entry of a batch and takes those that have come with it. */
    private void gather() throws InterruptedException {
        if (failing && closing.await(RETRY_MILLIS, TimeUnit.MILLISECONDS)) {
            return;
        }
        if (!backlog.isEmpty() || closed()) {
            return;
        }
        long end = 0;
        for (Pending next = queue.take();
                next != null;
                next = queue.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS)) {
            if (end == 0) {
                end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LINGER_MILLIS);
            }
            if (next == LAST) {
                return;
            }
            backlog.add(next);
            if (next.durable != null || backlog.size() >= BATCH) {
                return;
            }
        }
    }

    private boolean writeBatch() {
        queue.drainTo(backlog, Math.max(0, BATCH - backlog.size()));
        backlog.removeIf(each -> each == LAST || each.givenUp());
        if (backlog.isEmpty()) {
            return true;
        }
        try {
            append.accept(backlog.stream().map(Pending::entry).toList());
        } catch (RuntimeException e) {
            if (!failing) {
                LOG.error("the audit trail cannot be written; tools that write are refused until it can", e);
            }
            failing = true;
            for (Pending each : backlog) {
                if (each.durable != null) {
                    each.durable.completeExceptionally(e);
                }
            }
            backlog.removeIf(each -> each.durable != null);
            return false;
        }
        if (failing) {
            LOG.info("the audit trail is written again");
        }
        failing = false;
        for (Pending each : backlog) {
            if (each.durable != null) {
                each.durable.complete(null);
            }
        }
        backlog.clear();
        return true;
    }
}

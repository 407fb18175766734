package dev.patchbay.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A bounded memory of what was read. What is forgotten while it is being read is not remembered: after a call of a
 * {@code forget} method has returned, nobody is given anything that was read before it.
 *
 * <p>It holds two generations. When the young one is full it becomes the old one, and the old one is dropped; what is
 * used in between moves back to the young one.
 */
public final class Recall<K, V> {
    private final int generationSize;
    private final long lifetimeNanos;
    private final BooleanSupplier allowed;
    private final ReentrantLock changing = new ReentrantLock();
    private volatile long forgotten;
    private volatile Map<K, Kept<V>> young = new ConcurrentHashMap<>();
    private volatile Map<K, Kept<V>> old = new ConcurrentHashMap<>();

    private record Kept<V>(V value, long since) {}

    /**
     * @param size how many are remembered, about
     * @param lifetimeSeconds after how long one is read again all the same
     * @param allowed whether anything may be remembered at this moment
     */
    public Recall(int size, long lifetimeSeconds, BooleanSupplier allowed) {
        generationSize = Math.max(1, size / 2);
        lifetimeNanos = TimeUnit.SECONDS.toNanos(lifetimeSeconds);
        this.allowed = allowed;
    }

    /** What is remembered, or {@code null}. */
    public @Nullable V recall(K key) {
        if (!allowed.getAsBoolean()) {
            return null;
        }
        Kept<V> kept = young.get(key);
        if (kept == null) {
            kept = old.get(key);
            if (kept != null) {
                renew(key, kept);
            }
        }
        return kept == null || System.nanoTime() - kept.since > lifetimeNanos ? null : kept.value;
    }

    /**
     * What is remembered, or else what is read now.
     *
     * @param read reads it; {@code null} if there is nothing, which is not remembered
     */
    public @Nullable V get(K key, Function<K, @Nullable V> read) {
        V remembered = recall(key);
        if (remembered != null) {
            return remembered;
        }
        long before = forgotten;
        V value = read.apply(key);
        if (value != null && allowed.getAsBoolean()) {
            keep(key, new Kept<>(value, System.nanoTime()), before);
        }
        return value;
    }

    /** Forgets one. */
    public void forget(K key) {
        change(() -> {
            young.remove(key);
            old.remove(key);
        });
    }

    /** Forgets those that match. */
    public void forgetIf(Predicate<V> matches) {
        change(() -> {
            young.values().removeIf(kept -> matches.test(kept.value));
            old.values().removeIf(kept -> matches.test(kept.value));
        });
    }

    /** Forgets all. */
    public void forgetAll() {
        change(() -> {
            young.clear();
            old.clear();
        });
    }

    private void change(Runnable removal) {
        changing.lock();
        try {
            forgotten++;
            removal.run();
        } finally {
            changing.unlock();
        }
    }

    private void keep(K key, Kept<V> kept, long before) {
        changing.lock();
        try {
            if (forgotten == before) {
                put(key, kept);
            }
        } finally {
            changing.unlock();
        }
    }

    private void renew(K key, Kept<V> kept) {
        changing.lock();
        try {
            if (old.get(key) == kept) {
                put(key, kept);
            }
        } finally {
            changing.unlock();
        }
    }

    private void put(K key, Kept<V> kept) {
        young.put(key, kept);
        if (young.size() >= generationSize) {
            old = young;
            young = new ConcurrentHashMap<>();
        }
    }
}

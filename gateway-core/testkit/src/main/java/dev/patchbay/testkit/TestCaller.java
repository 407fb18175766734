package dev.patchbay.testkit;

import dev.patchbay.api.Caller;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client that can do nothing special and waits until it is told not to. */
public final class TestCaller implements Caller {
    private volatile boolean cancelled;

    @Override
    public boolean supports(String capability) {
        return false;
    }

    @Override
    public Map<String, Object> answers() {
        return Map.of();
    }

    @Override
    public @Nullable String state() {
        return null;
    }

    @Override
    public void progress(double progress, @Nullable Double total, @Nullable String message) {
        // nobody asked
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }

    /** From now on nobody waits for the answer. */
    public void cancel() {
        cancelled = true;
    }
}

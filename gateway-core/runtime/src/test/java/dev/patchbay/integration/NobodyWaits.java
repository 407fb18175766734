package dev.patchbay.integration;

import dev.patchbay.api.Caller;
import java.util.Map;

/** A client that can do nothing special. */
final class NobodyWaits implements Caller {
    @Override
    public boolean supports(String capability) {
        return false;
    }

    @Override
    public Map<String, Object> answers() {
        return Map.of();
    }

    @Override
    public String state() {
        return null;
    }

    @Override
    public void progress(double progress, Double total, String message) {}

    @Override
    public boolean cancelled() {
        return false;
    }
}

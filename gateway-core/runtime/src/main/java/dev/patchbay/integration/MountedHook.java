package dev.patchbay.integration;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.VendorClient;
import dev.patchbay.api.VendorHook;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A hook and the calls that are in it: its bundle is let go when they have ended. */
final class MountedHook {
    private static final int ALL = Integer.MAX_VALUE;

    private final VendorHook hook;
    private final Semaphore calls = new Semaphore(ALL);

    MountedHook(VendorHook hook) {
        this.hook = hook;
    }

    VendorResponse exchange(ToolCall call, VendorRequest planned, VendorClient vendor) {
        if (!calls.tryAcquire()) {
            throw new GatewayException(
                    Kind.UNKNOWN_TOOL, "tool " + call.tool().name() + " is being replaced; nothing was sent");
        }
        try {
            return hook.exchange(call, planned, vendor);
        } finally {
            calls.release();
        }
    }

    /** Lets no call in any more and waits for those inside; false if they are still there after the time given. */
    boolean drain(long seconds) {
        try {
            return calls.tryAcquire(ALL, seconds, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

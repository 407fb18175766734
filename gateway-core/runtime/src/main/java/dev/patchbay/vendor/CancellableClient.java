package dev.patchbay.vendor;

import dev.patchbay.api.VendorClient;

/** The way to the vendor for one call, which another thread can close. */
public interface CancellableClient extends VendorClient {
    /**
     * Aborts the request that is under way, if there is one, and lets no other begin. The caller of {@code send} gets a
     * {@code CANCELLED}.
     */
    void cancel();

    /**
     * Whether the vendor may have changed something for the call: a request that writes was sent, and was not answered
     * with a refusal.
     */
    boolean mayHaveActed();
}

package dev.patchbay.testkit;

import dev.patchbay.vendor.VendorConfig;
import java.lang.annotation.Annotation;

/** The settings of the way to the vendors with their defaults, but for the hosts that may be private. */
public record VendorSettings(
        String[] allowed_private_hosts,
        int max_concurrent_per_account,
        int bulkhead_wait_millis,
        int vendor_timeout_seconds,
        int max_answer_bytes,
        int max_inflated_bytes,
        String user_agent)
        implements VendorConfig {
    /** Only these hosts may be private. */
    public static VendorSettings allowing(String... hosts) {
        return new VendorSettings(hosts, 64, 2_000, 60, 10_000_000, 20_000_000, "Patchbay-Test");
    }

    @Override
    public Class<? extends Annotation> annotationType() {
        return VendorConfig.class;
    }
}

package dev.patchbay.vendor;

import java.time.Duration;
import java.util.Optional;

/**
 * Whether a vendor is there.
 *
 * @param answered whether it gave any answer, a refusal included
 * @param message why not; empty if it did
 * @param took how long that lasted
 * @param skew how far this machine's clock is ahead of the vendor's, negative if it is behind; empty if it does not tell
 */
public record Reach(boolean answered, String message, Duration took, Optional<Duration> skew) {}

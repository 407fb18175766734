package dev.patchbay.vault;

import java.time.Instant;
import java.util.function.BooleanSupplier;

/**
 * How long a call waits for a credential.
 *
 * @param until when it gives up
 * @param gone whether nobody waits for the call any more
 */
public record Patience(Instant until, BooleanSupplier gone) {}

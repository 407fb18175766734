package dev.patchbay.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are wanted: those that match everything that is given.
 *
 * @param action the name of a tool or an admin action
 * @param outcome {@code ok} or a kind of failure
 * @param since the earliest time
 */
public record AuditFilter(
        @Nullable String accountId,
        @Nullable String serverId,
        @Nullable String apiTokenId,
        @Nullable String action,
        @Nullable String outcome,
        @Nullable Instant since) {
    /** Every line. */
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null);
}

package dev.patchbay.audit;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit trail. Holds no argument, no token and no secret. Texts that are too long are cut when they are
 * written.
 *
 * @param at when it happened; kept to the millisecond
 * @param requestId ties the line to the log and to the caller's own trace
 * @param serverId the MCP server that was used or changed, or {@code null}
 * @param apiTokenId the API token that was presented, or {@code null}
 * @param accountId the account that was used or changed, or {@code null}
 * @param integration its integration, or {@code null}
 * @param remoteAddress where the caller is, or {@code null}
 * @param action the name of a tool, or an admin action such as {@code server.mint}
 * @param effect {@code reads}, {@code writes}, {@code destroys}, or {@code admin}
 * @param outcome {@code ok}, {@code started}, {@code repeated} (nothing was sent), or a kind of failure in lower case
 * @param vendorStatus the HTTP status of the vendor's answer, or {@code null} if there was none
 * @param durationMillis how long it took
 * @param requestBytes the size of the caller's request
 * @param responseBytes the size of the answer to the caller
 * @param argumentsDigest tells equal arguments from others without saying what they are, or {@code null}
 * @param detail what else is to be known, or {@code null}
 */
public record AuditEntry(
        Instant at,
        String requestId,
        @Nullable String serverId,
        @Nullable String apiTokenId,
        @Nullable String accountId,
        @Nullable String integration,
        @Nullable String remoteAddress,
        String action,
        String effect,
        String outcome,
        @Nullable Integer vendorStatus,
        long durationMillis,
        long requestBytes,
        long responseBytes,
        @Nullable String argumentsDigest,
        @Nullable String detail) {
    public AuditEntry {
        Objects.requireNonNull(at, "at is null");
        Objects.requireNonNull(requestId, "requestId is null");
        Objects.requireNonNull(action, "action is null");
        Objects.requireNonNull(effect, "effect is null");
        Objects.requireNonNull(outcome, "outcome is null");
    }
}

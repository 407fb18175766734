package dev.patchbay.audit;

import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which lines are wanted: those that match everything that is given.
 *
 * @param action the name of a tool or an admin action
 * @param effect {@code reads}, {@code writes}, {@code destroys} or {@code admin}
 * @param outcome {@code ok} or a kind of failure
 * @param since the earliest time
 * @param until the time before which it was
 */
public record AuditFilter(
        @Nullable String accountId,
        @Nullable String serverId,
        @Nullable String apiTokenId,
        @Nullable String requestId,
        @Nullable String integration,
        @Nullable String action,
        @Nullable String effect,
        @Nullable String outcome,
        @Nullable Instant since,
        @Nullable Instant until) {
    /** The column by whose index the lines are found in their order; {@code null} if there is none. */
    @Nullable
    String index() {
        return requestId != null
                ? "request_id"
                : serverId != null ? "server_id" : accountId != null ? "account_id" : null;
    }

    /** Whether the index, or the order of the lines alone, gives what is wanted, and nothing has to be passed over. */
    boolean direct() {
        long conditions = Stream.of(
                        accountId, serverId, apiTokenId, requestId, integration, action, effect, outcome, since, until)
                .filter(Objects::nonNull)
                .count();
        return conditions == 0 || conditions == 1 && index() != null;
    }

    /** Every line. */
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null, null, null, null);

    /** Those of one account, among these. */
    public AuditFilter ofAccount(@Nullable String wanted) {
        return new AuditFilter(
                wanted, serverId, apiTokenId, requestId, integration, action, effect, outcome, since, until);
    }

    /** Those of one server, among these. */
    public AuditFilter ofServer(@Nullable String wanted) {
        return new AuditFilter(
                accountId, wanted, apiTokenId, requestId, integration, action, effect, outcome, since, until);
    }

    /** Those of one tool or admin action, among these. */
    public AuditFilter ofAction(@Nullable String wanted) {
        return new AuditFilter(
                accountId, serverId, apiTokenId, requestId, integration, wanted, effect, outcome, since, until);
    }

    /** Those from a time on, among these. */
    public AuditFilter from(@Nullable Instant wanted) {
        return new AuditFilter(
                accountId, serverId, apiTokenId, requestId, integration, action, effect, outcome, wanted, until);
    }

    /** Those by one API token, among these. */
    public AuditFilter ofApiToken(@Nullable String wanted) {
        return new AuditFilter(
                accountId, serverId, wanted, requestId, integration, action, effect, outcome, since, until);
    }

    /** Those with one outcome, among these. */
    public AuditFilter ofOutcome(@Nullable String wanted) {
        return new AuditFilter(
                accountId, serverId, apiTokenId, requestId, integration, action, effect, wanted, since, until);
    }
}

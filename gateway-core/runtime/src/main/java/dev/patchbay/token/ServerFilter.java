package dev.patchbay.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which servers are wanted: those that match everything that is given. Revoked ones never are.
 *
 * @param accountId those of one account
 * @param expired whether they are past their time
 * @param expiresBefore those that end before a time, or have ended
 * @param nameContains a part of the name, in upper or lower case
 */
public record ServerFilter(
        @Nullable String accountId,
        @Nullable Boolean expired,
        @Nullable Instant expiresBefore,
        @Nullable String nameContains) {
    /** All that are not revoked. */
    public static final ServerFilter ALL = new ServerFilter(null, null, null, null);

    /** Those of one account. */
    public static ServerFilter of(String accountId) {
        return new ServerFilter(accountId, null, null, null);
    }
}

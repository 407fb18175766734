package dev.patchbay.account;

import org.jspecify.annotations.Nullable;

/**
 * Which accounts are wanted: those that match everything that is given.
 *
 * @param nameContains a part of the name, in upper or lower case
 */
public record AccountFilter(
        @Nullable String integration,
        @Nullable AccountStatus status,
        @Nullable String nameContains) {
    /** All accounts. */
    public static final AccountFilter ALL = new AccountFilter(null, null, null);
}

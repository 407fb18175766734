package dev.patchbay.api;

import org.jspecify.annotations.Nullable;

/**
 * What a vendor says of its quota.
 *
 * @param limit how many calls the window allows, or {@code null} if unknown
 * @param remaining how many are left, or {@code null} if unknown
 * @param resetSeconds when the window starts anew, in seconds from now, or {@code null} if unknown
 * @param retryAfterSeconds how long to wait before the next call, or {@code null} if the vendor does not ask for it
 */
public record RateLimit(
        @Nullable Long limit,
        @Nullable Long remaining,
        @Nullable Long resetSeconds,
        @Nullable Long retryAfterSeconds) {}

package dev.patchbay.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an API token; not the token, which is shown once.
 *
 * @param expiresAt from when on it is worth nothing, or {@code null} for never
 * @param createdBy the id of the API token that made it, {@code gateway} for the first one
 * @param lastUsedAt to about a minute; {@code null} if never
 */
public record ApiToken(
        String id,
        String name,
        Role role,
        @Nullable Instant expiresAt,
        Instant createdAt,
        String createdBy,
        @Nullable Instant lastUsedAt) {
    /** Whether it is past its time. */
    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}

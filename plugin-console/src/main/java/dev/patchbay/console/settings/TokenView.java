package dev.patchbay.console.settings;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Badge;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An API token, without its secret.
 *
 * @param id its id
 * @param name what it is called
 * @param role what it may do
 * @param expiresAt when it ends; {@code null} for never
 * @param createdAt when it was made
 * @param createdBy the API token that made it
 * @param lastUsedAt when it was used last; {@code null} for never
 */
public record TokenView(
        String id,
        String name,
        String role,
        @Nullable Instant expiresAt,
        @Nullable Instant createdAt,
        String createdBy,
        @Nullable Instant lastUsedAt) {
    static TokenView of(Json token) {
        return new TokenView(
                token.text("id"),
                token.text("name"),
                token.text("role"),
                token.time("expires_at"),
                token.time("created_at"),
                token.text("created_by"),
                token.time("last_used_at"));
    }

    /** Its role, and whether it is over. */
    public Badge badge(Instant now) {
        Instant end = expiresAt;
        return end != null && end.isBefore(now)
                ? new Badge(Badge.Tone.QUIET, "Expired")
                : new Badge(Badge.Tone.GOOD, "Active");
    }
}

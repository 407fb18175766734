package dev.patchbay.token;

import dev.patchbay.tool.ToolFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a secret URL opens: some tools of one account, until some time. The token itself is not kept, only its hash.
 *
 * @param requireApiTokenAuth whether a caller must also present an API token
 * @param options how it deals with its tools
 * @param expiresAt from when on it admits nobody, or {@code null} for never
 * @param createdBy the id of the API token that minted it
 * @param lastUsedAt when it last admitted a call, to about a minute; {@code null} if never
 * @param urlNumber which of its URLs is the present one: 1 for the first
 * @param previousUrlUntil until when the URL before it admits, too; {@code null} if it was ended at once, or there is none
 */
public record McpServer(
        String id,
        String accountId,
        String name,
        ToolFilter filter,
        boolean requireApiTokenAuth,
        ServerOptions options,
        @Nullable Instant expiresAt,
        Instant createdAt,
        Instant updatedAt,
        String createdBy,
        @Nullable Instant lastUsedAt,
        int urlNumber,
        @Nullable Instant previousUrlUntil) {
    /** Whether one of its URLs is still good. */
    public boolean admitsBy(int number, Instant now) {
        return number == urlNumber
                || number == urlNumber - 1 && previousUrlUntil != null && now.isBefore(previousUrlUntil);
    }

    /** Whether it is past its time. */
    public boolean expired(Instant now) {
        return expiresAt != null && !now.isBefore(expiresAt);
    }
}

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
        @Nullable Instant lastUsedAt) {}

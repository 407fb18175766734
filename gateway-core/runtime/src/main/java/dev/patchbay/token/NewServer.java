package dev.patchbay.token;

import dev.patchbay.tool.ToolFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A server that is to be minted.
 *
 * @param requireApiTokenAuth whether a caller must also present an API token; {@code null} for the gateway's default,
 *     its setting {@code second_factor_default}
 * @param options how it deals with its tools
 * @param expiresAt from when on it admits nobody, or {@code null} for never
 * @param createdBy the id of the API token that mints it
 */
public record NewServer(
        String accountId,
        String name,
        ToolFilter filter,
        @Nullable Boolean requireApiTokenAuth,
        ServerOptions options,
        @Nullable Instant expiresAt,
        String createdBy) {
    /** A server with the usual options. */
    public NewServer(
            String accountId,
            String name,
            ToolFilter filter,
            @Nullable Boolean requireApiTokenAuth,
            @Nullable Instant expiresAt,
            String createdBy) {
        this(accountId, name, filter, requireApiTokenAuth, ServerOptions.DEFAULT, expiresAt, createdBy);
    }
}

package dev.patchbay.token;

import dev.patchbay.tool.ToolFilter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a server is to become.
 *
 * @param expiresAt from when on it admits nobody, or {@code null} for never
 */
public record ServerDraft(
        String name,
        ToolFilter filter,
        boolean requireApiTokenAuth,
        ServerOptions options,
        @Nullable Instant expiresAt) {
    /** A server as it is: what is not changed in it stays. */
    public static ServerDraft of(McpServer server) {
        return new ServerDraft(
                server.name(), server.filter(), server.requireApiTokenAuth(), server.options(), server.expiresAt());
    }
}

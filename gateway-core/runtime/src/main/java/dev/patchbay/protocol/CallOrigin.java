package dev.patchbay.protocol;

import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.token.McpServer;
import dev.patchbay.token.ServerOptions;
import dev.patchbay.tool.ToolFilter;
import org.jspecify.annotations.Nullable;

/**
 * On whose behalf a tool is called.
 *
 * @param server the server by which the account is reached; {@code null} if an operator reaches it by itself
 * @param apiTokenId the API token that was presented, or {@code null} if none was
 * @param requestId names the call in logs, the audit trail and error messages
 * @param remoteAddress where the request came from, or {@code null} if unknown
 * @param requestBytes how long the request's body was
 */
public record CallOrigin(
        IntegratedAccount account,
        @Nullable McpServer server,
        @Nullable String apiTokenId,
        String requestId,
        @Nullable String remoteAddress,
        long requestBytes) {
    @Nullable
    String serverId() {
        return server == null ? null : server.id();
    }

    /** Which tools may be called. */
    ToolFilter filter() {
        return server == null ? ToolFilter.ALL : server.filter();
    }

    ServerOptions options() {
        return server == null ? ServerOptions.DEFAULT : server.options();
    }

    /** What the state of a call in several rounds is bound to. */
    String holder() {
        return server == null ? account.id() : server.id();
    }
}

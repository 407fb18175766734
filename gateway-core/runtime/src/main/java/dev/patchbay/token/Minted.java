package dev.patchbay.token;

/**
 * A server that was just minted, with its token for this one time.
 *
 * @param token the secret part of its URL
 */
public record Minted(McpServer server, String token) {
    /** Without the token. */
    @Override
    public String toString() {
        return "Minted[" + server.id() + "]";
    }
}

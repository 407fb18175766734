package dev.patchbay.protocol.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.protocol.Askable;
import dev.patchbay.protocol.Exchange;
import dev.patchbay.vault.Vault;
import dev.patchbay.vault.VaultException;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * What a client said of itself in the handshake and a later call has to know: what it can be asked for. It is kept by
 * the client, sealed, as its session's id. The gateway remembers no session, so that none is lost by a restart or unknown
 * to another node; a client that can be asked nothing gets no id; and one that sends none, or one that does not open, is
 * served as one that cannot be asked.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/basic/transports">MCP 2025-11-25: session
 *     management</a>
 */
final class SessionId {
    static final String HEADER = "Mcp-Session-Id";

    private static final String PURPOSE = "session-id";

    private final Vault vault;

    SessionId(Vault vault) {
        this.vault = vault;
    }

    /** The header that answers a handshake, if there is something to keep. */
    Map<String, String> header(Exchange exchange, JsonNode capabilities) {
        Set<String> askable = Askable.of(capabilities);
        if (askable.isEmpty()) {
            return Map.of();
        }
        byte[] plain = String.join(" ", askable).getBytes(UTF_8);
        return Map.of(
                HEADER,
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                vault.seal(PURPOSE, exchange.grant().server().id(), plain)));
    }

    /** What the client of a request can be asked for while the request is answered. */
    Set<String> askable(Exchange exchange) {
        String sealed = exchange.header(HEADER);
        if (sealed == null || !exchange.takesStream()) {
            return Set.of();
        }
        try {
            byte[] plain = vault.open(
                    PURPOSE,
                    exchange.grant().server().id(),
                    Base64.getUrlDecoder().decode(sealed));
            return Set.of(new String(plain, UTF_8).split(" "));
        } catch (IllegalArgumentException | VaultException e) {
            return Set.of();
        }
    }
}

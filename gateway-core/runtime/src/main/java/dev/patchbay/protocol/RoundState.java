package dev.patchbay.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.vault.Sha256;
import dev.patchbay.vault.Vault;
import dev.patchbay.vault.VaultException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;

/**
 * Keeps the state of a call between two rounds in the client's hands: sealed, and good only for the server, the tool
 * and the arguments that it was made for, and only for a while.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/patterns/mrtr">MCP: multi round-trip requests</a>
 */
final class RoundState {
    private static final Duration LIFETIME = Duration.ofMinutes(15);
    private static final String PURPOSE = "round-state";

    private final Vault vault;

    RoundState(Vault vault) {
        this.vault = vault;
    }

    String seal(String serverId, String tool, JsonNode arguments, String state, Instant now) {
        byte[] text = state.getBytes(UTF_8);
        byte[] plain = ByteBuffer.allocate(Long.BYTES + text.length)
                .putLong(now.plus(LIFETIME).getEpochSecond())
                .put(text)
                .array();
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(vault.seal(PURPOSE, binding(serverId, tool, arguments), plain));
    }

    /**
     * The state that was sealed.
     *
     * @throws RpcError if it was not sealed for this, or too long ago
     */
    String open(String serverId, String tool, JsonNode arguments, String sealed, Instant now) {
        byte[] plain;
        try {
            plain = vault.open(
                    PURPOSE,
                    binding(serverId, tool, arguments),
                    Base64.getUrlDecoder().decode(sealed));
        } catch (IllegalArgumentException | VaultException e) {
            throw RpcError.invalidParams("requestState is not one that this server gave for this call");
        }
        if (now.getEpochSecond() > ByteBuffer.wrap(plain).getLong()) {
            throw RpcError.invalidParams("requestState has expired; call the tool anew");
        }
        return new String(plain, Long.BYTES, plain.length - Long.BYTES, UTF_8);
    }

    private static String binding(String serverId, String tool, JsonNode arguments) {
        return serverId + "/" + tool + "/" + digest(arguments);
    }

    /** A digest of arguments that does not depend on the order of their members. */
    static String digest(JsonNode arguments) {
        byte[] hash = Sha256.of(JsonRpc.MAPPER
                .writer()
                .with(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .writeValueAsBytes(JsonRpc.plain(arguments)));
        return HexFormat.of().formatHex(Arrays.copyOf(hash, 16));
    }
}

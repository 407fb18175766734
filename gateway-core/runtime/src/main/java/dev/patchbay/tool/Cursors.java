package dev.patchbay.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.vault.KeyedHash;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Makes the {@code next_cursor} that a model sees out of a provider's own: signed, and good for one tool of one account
 * only. It also carries how many items of the page were already shown, for pages that had to be cut.
 */
public final class Cursors {
    private static final int MAC_BYTES = 16;

    private final KeyedHash hash;

    /**
     * @param key a secret of at least 16 bytes that all nodes share
     */
    public Cursors(byte[] key) {
        this.hash = new KeyedHash(key);
    }

    /**
     * Where a page starts.
     *
     * @param provider the provider's cursor, or {@code null} for its first page
     * @param skip how many items of that page were shown before
     */
    public record Position(@Nullable String provider, int skip) {}

    /** The cursor of a position. */
    public String seal(String accountId, String tool, Position position) {
        byte[] provider = position.provider() == null ? new byte[0] : ("." + position.provider()).getBytes(UTF_8);
        byte[] payload = ByteBuffer.allocate(4 + provider.length)
                .putInt(position.skip())
                .put(provider)
                .array();
        byte[] sealed = Arrays.copyOf(mac(accountId, tool, payload), MAC_BYTES + payload.length);
        System.arraycopy(payload, 0, sealed, MAC_BYTES, payload.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealed);
    }

    /**
     * The position of a cursor.
     *
     * @throws GatewayException of kind {@code INVALID_ARGUMENT} if this gateway did not make it for this tool and account
     */
    public Position open(String accountId, String tool, String cursor) {
        byte[] sealed;
        try {
            sealed = Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
        if (sealed.length < MAC_BYTES + 4) {
            throw refused();
        }
        byte[] payload = Arrays.copyOfRange(sealed, MAC_BYTES, sealed.length);
        byte[] expected = Arrays.copyOf(mac(accountId, tool, payload), MAC_BYTES);
        if (!MessageDigest.isEqual(expected, Arrays.copyOf(sealed, MAC_BYTES))) {
            throw refused();
        }
        int skip = ByteBuffer.wrap(payload).getInt();
        String provider = payload.length == 4 ? null : new String(payload, 5, payload.length - 5, UTF_8);
        return new Position(provider, skip);
    }

    private byte[] mac(String accountId, String tool, byte[] payload) {
        return hash.of((accountId + '\0' + tool + '\0').getBytes(UTF_8), payload);
    }

    private static GatewayException refused() {
        return new GatewayException(
                Kind.INVALID_ARGUMENT,
                "next_cursor: this is not a cursor of this tool; send the next_cursor of its last answer exactly as it"
                        + " was, or none to start at the first page");
    }
}

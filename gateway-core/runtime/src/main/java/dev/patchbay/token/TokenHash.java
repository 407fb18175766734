package dev.patchbay.token;

import dev.patchbay.vault.Sha256;
import java.nio.ByteBuffer;

/**
 * The SHA-256 of a token: all that is kept of it. Tokens are random and long, so that it needs no salt; and since nobody
 * can steer it, looking it up in a table tells nothing of other tokens by the time it takes.
 */
public record TokenHash(long first, long second, long third, long fourth) {
    /** The hash of a token. */
    public static TokenHash of(String token) {
        return of(Sha256.of(token));
    }

    private static TokenHash of(byte[] hash) {
        ByteBuffer buffer = ByteBuffer.wrap(hash);
        return new TokenHash(buffer.getLong(), buffer.getLong(), buffer.getLong(), buffer.getLong());
    }

    /** The 32 bytes. */
    public byte[] bytes() {
        return ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(first)
                .putLong(second)
                .putLong(third)
                .putLong(fourth)
                .array();
    }

    @Override
    public String toString() {
        return "TokenHash";
    }
}

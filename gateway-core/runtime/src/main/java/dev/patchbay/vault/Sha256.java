package dev.patchbay.vault;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, for what needs no key: what is hashed is random, or no secret. */
public final class Sha256 {
    private Sha256() {}

    /** The hash, 32 bytes, of a text. */
    public static byte[] of(String text) {
        return of(text.getBytes(UTF_8));
    }

    /** The hash, 32 bytes. */
    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

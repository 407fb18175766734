package dev.patchbay.store;

import java.security.SecureRandom;

/** Names for rows: a prefix that tells what it is, and 80 random bits in lower-case letters and digits. */
public final class RandomId {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int LENGTH = 16;

    private RandomId() {}

    /** A new id, {@code acc_k3x…} for the prefix {@code acc_}. */
    public static String of(String prefix) {
        StringBuilder id = new StringBuilder(prefix.length() + LENGTH).append(prefix);
        byte[] bytes = new byte[LENGTH];
        RANDOM.nextBytes(bytes);
        for (byte each : bytes) {
            id.append(ALPHABET.charAt(each & 31));
        }
        return id.toString();
    }
}

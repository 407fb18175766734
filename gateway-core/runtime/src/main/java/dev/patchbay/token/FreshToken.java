package dev.patchbay.token;

import java.security.SecureRandom;
import java.util.Base64;

/** Makes tokens: 256 random bits in 43 characters that fit into a URL. */
final class FreshToken {
    /** Longer than any token of ours. */
    static final int LONGEST = 128;

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    private FreshToken() {}

    static String next(String prefix) {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return prefix + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package dev.patchbay.console.session;

import java.security.SecureRandom;
import java.util.Base64;

/** Texts that nobody guesses: 256 random bits, in characters that need no escaping anywhere. */
public final class RandomText {
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    public static String next() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

package dev.patchbay.token;

import java.util.Locale;

/** Which servers ask for an API token when whoever mints them does not say. */
public enum SecondFactorDefault {
    /** Those that let anything pass but what reads. */
    WRITES,
    /** All. */
    ALWAYS,
    /** None. */
    NEVER;

    /** @throws IllegalArgumentException if the word is none of these */
    static SecondFactorDefault of(String word) {
        return valueOf(word.strip().toUpperCase(Locale.ROOT));
    }
}

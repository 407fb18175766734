package dev.patchbay.account;

import java.util.Locale;

/** How an account is, as the last answers of its vendor show. */
public enum AccountStatus {
    /** Connected, and nothing has been heard to the contrary. */
    ACTIVE,
    /** The vendor refuses the credential: a person has to give a new one. */
    NEEDS_REAUTH,
    /** The vendor does not answer, or fails. */
    UNREACHABLE;

    /** The word in the admin API, the shell and the console. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of a {@linkplain #word word}. */
    public static AccountStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}

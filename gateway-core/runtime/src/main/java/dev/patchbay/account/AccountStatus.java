package dev.patchbay.account;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

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

    /** The status of a {@linkplain #word word}, if there is one. */
    public static Optional<AccountStatus> find(String word) {
        return Stream.of(values()).filter(each -> each.word().equals(word)).findFirst();
    }

    /**
     * The status of a {@linkplain #word word} that is stored.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static AccountStatus of(String word) {
        return find(word).orElseThrow(() -> new IllegalArgumentException("there is no account status " + word));
    }
}

package dev.patchbay.console.page;

import java.util.Locale;

/** The API says what is wrong in lower case and without a full stop; pages write sentences. */
public final class Sentence {
    private Sentence() {}

    /** A text as a sentence; empty if there is none. */
    public static String of(String text) {
        if (text.isEmpty()) {
            return "";
        }
        String first = text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
        return first.endsWith(".") || first.endsWith("?") || first.endsWith("!") ? first : first + ".";
    }
}

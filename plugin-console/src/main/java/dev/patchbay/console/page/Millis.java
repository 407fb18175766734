package dev.patchbay.console.page;

import java.util.Locale;

/** How long something took, as people say it. */
public final class Millis {
    private Millis() {}

    /** In milliseconds below a second, in seconds above. */
    public static String words(long millis) {
        return millis < 1_000 ? millis + " ms" : String.format(Locale.ENGLISH, "%.1f s", millis / 1_000.0);
    }
}

package dev.patchbay.vendor;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The headers in which a vendor tells its quota, in lower case, where they differ from the usual ones.
 *
 * @param reset seconds until the window starts anew
 * @param resetMillis the same in milliseconds
 * @param dailyLimit a second quota, which counts once none of it is left
 */
public record QuotaNames(
        @Nullable String limit,
        @Nullable String remaining,
        @Nullable String reset,
        @Nullable String resetMillis,
        @Nullable String dailyLimit,
        @Nullable String dailyRemaining) {
    /** The usual headers alone. */
    public static final QuotaNames USUAL = new QuotaNames(null, null, null, null, null, null);

    public QuotaNames {
        limit = lower(limit);
        remaining = lower(remaining);
        reset = lower(reset);
        resetMillis = lower(resetMillis);
        dailyLimit = lower(dailyLimit);
        dailyRemaining = lower(dailyRemaining);
    }

    private static @Nullable String lower(@Nullable String name) {
        return name == null ? null : name.toLowerCase(Locale.ROOT);
    }
}

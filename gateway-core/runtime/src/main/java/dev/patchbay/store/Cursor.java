package dev.patchbay.store;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Where a list goes on. Holds a position and no secret; a made-up one only starts the list elsewhere. */
public final class Cursor {
    private Cursor() {}

    /** The cursor behind a position. */
    public static String after(long position) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(("p" + position).getBytes(StandardCharsets.US_ASCII));
    }

    /** The position of a cursor, 0 for {@code null}, empty for something that is no cursor. */
    public static OptionalLong position(@Nullable String cursor) {
        if (cursor == null) {
            return OptionalLong.of(0);
        }
        try {
            String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII);
            return text.startsWith("p") ? OptionalLong.of(Long.parseLong(text.substring(1))) : OptionalLong.empty();
        } catch (IllegalArgumentException e) {
            return OptionalLong.empty();
        }
    }
}

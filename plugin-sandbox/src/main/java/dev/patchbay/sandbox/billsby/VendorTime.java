package dev.patchbay.sandbox.billsby;

import dev.patchbay.sandbox.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Points in time as the vendor writes and reads them. */
final class VendorTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private VendorTime() {}

    /** UTC to the millisecond, such as {@code 2026-04-29T10:16:25.474Z}. */
    static String text(Instant at) {
        return FORMAT.format(at);
    }

    static @Nullable String textOrNull(@Nullable Instant at) {
        return at == null ? null : text(at);
    }

    /** Reads a date, which means its first moment in UTC, or a date with time and offset. */
    static Instant read(String field, String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw Refusal.ofField(field, "must be a date such as 2026-04-29 or 2026-04-29T10:16:25Z");
        }
    }
}

package dev.patchbay.sandbox.highlevel;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** Points in time and days as the vendor writes and reads them. */
final class VendorTime {
    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

    private VendorTime() {}

    /** UTC to the millisecond. */
    static String text(Instant at) {
        return FORMAT.format(at);
    }

    /** Reads a day such as 2026-04-29; anything behind it is ignored. */
    static LocalDate day(String field, String text) {
        try {
            return LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
        } catch (DateTimeParseException e) {
            throw new Invalid(field + " must be a date such as 2026-04-29");
        }
    }
}

package dev.patchbay.sandbox.billsby;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;

/** The vendor's unit of recurring time; its number is the ordinal. */
enum Frequency {
    Unassigned,
    Daily,
    Weekly,
    Monthly,
    Yearly;

    static Frequency of(int number) {
        return values()[number];
    }

    /** That many units later, by the calendar of UTC. */
    Instant after(Instant from, int times) {
        ZonedDateTime start = from.atZone(ZoneOffset.UTC);
        return switch (this) {
            case Unassigned -> from;
            case Daily -> start.plusDays(times).toInstant();
            case Weekly -> start.plusWeeks(times).toInstant();
            case Monthly -> start.plusMonths(times).toInstant();
            case Yearly -> start.plusYears(times).toInstant();
        };
    }
}

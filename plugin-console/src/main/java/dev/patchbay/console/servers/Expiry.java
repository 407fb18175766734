package dev.patchbay.console.servers;

import dev.patchbay.console.page.Field;
import dev.patchbay.console.page.Field.Kind;
import dev.patchbay.console.page.Field.Option;
import dev.patchbay.console.web.Form;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When a URL ends by itself, as a person chooses it: never, after a while, or at a time. */
final class Expiry {
    static final String CHOICE = "expires";
    static final String TIME = "expires_at";

    private static final String NEVER = "never";
    private static final String AT = "at";
    private static final List<Option> OPTIONS = List.of(
            new Option(NEVER, "Never"),
            new Option("PT1H", "In an hour"),
            new Option("P1D", "In a day"),
            new Option("P7D", "In a week"),
            new Option("P30D", "In 30 days"),
            new Option("P90D", "In 90 days"),
            new Option("P365D", "In a year"),
            new Option(AT, "At the time given here"));

    private Expiry() {}

    static Field choice(@Nullable Instant present) {
        return Field.of(Kind.SELECT, CHOICE, "Expires")
                .hint("Open connections end then, too.")
                .offering(OPTIONS, List.of(present == null ? NEVER : AT));
    }

    static Field time(@Nullable Instant present) {
        return Field.of(Kind.TIME, TIME, "Time, in UTC")
                .hint("For “At the time given here”.")
                .holding(present == null ? "" : local(present));
    }

    private static String local(Instant at) {
        return LocalDateTime.ofInstant(at, ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.MINUTES)
                .toString();
    }

    /**
     * The time that was chosen, as the API takes it: {@code null} for never. What is no time goes on as it is, so that
     * the API says so.
     */
    static @Nullable String chosen(Form form, Instant now) {
        String choice = form.text(CHOICE);
        if (choice.isEmpty() || choice.equals(NEVER)) {
            return null;
        }
        try {
            return choice.equals(AT)
                    ? LocalDateTime.parse(form.text(TIME))
                            .toInstant(ZoneOffset.UTC)
                            .toString()
                    : now.plus(Duration.parse(choice))
                            .truncatedTo(ChronoUnit.SECONDS)
                            .toString();
        } catch (DateTimeException e) {
            return choice.equals(AT) && !form.text(TIME).isEmpty() ? form.text(TIME) : "missing";
        }
    }
}

package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.ApiAnswer;
import dev.patchbay.sandbox.Refusal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * What the app may still ask of one location or agency, now and today. The first request after an interval has passed opens
 * the next one.
 */
final class Budget {
    private Instant intervalStart = Instant.MIN;
    private LocalDate day = LocalDate.MIN;
    private int spent;
    private int spentToday;

    /** Takes one request off, or refuses it with 429 when nothing is left. */
    void spend(Limits limits, Instant now) {
        roll(limits, now);
        if (spentToday >= limits.daily()) {
            throw new Refusal(429, "The daily limit of " + limits.daily() + " requests is reached");
        }
        if (spent >= limits.burst()) {
            throw new Refusal(
                    429,
                    "More than " + limits.burst() + " requests within " + limits.burstIntervalMillis()
                            + " milliseconds");
        }
        if (spent == 0) {
            intervalStart = now;
        }
        spent++;
        spentToday++;
    }

    /** The answer with the headers that tell what is left. */
    ApiAnswer stamp(ApiAnswer answer, Limits limits, Instant now) {
        roll(limits, now);
        return answer.with("X-RateLimit-Limit-Daily", String.valueOf(limits.daily()))
                .with("X-RateLimit-Daily-Remaining", String.valueOf(Math.max(0, limits.daily() - spentToday)))
                .with("X-RateLimit-Interval-Milliseconds", String.valueOf(limits.burstIntervalMillis()))
                .with("X-RateLimit-Max", String.valueOf(limits.burst()))
                .with("X-RateLimit-Remaining", String.valueOf(Math.max(0, limits.burst() - spent)));
    }

    private void roll(Limits limits, Instant now) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (!today.equals(day)) {
            day = today;
            spentToday = 0;
        }
        if (spent > 0 && !now.isBefore(intervalStart.plusMillis(limits.burstIntervalMillis()))) {
            spent = 0;
        }
    }
}

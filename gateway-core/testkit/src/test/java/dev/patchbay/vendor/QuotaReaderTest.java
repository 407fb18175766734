package dev.patchbay.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.patchbay.api.RateLimit;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuotaReaderTest {
    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private final QuotaReader reader = new QuotaReader(Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "30 | 30",
                "0 | 0",
                " 5 | 5",
                "1.2 | 2",
                "'Tue, 24 Nov 2026 10:01:30 GMT' | 90",
                "'Tue, 24 Nov 2026 09:00:00 GMT' | 0"
            })
    void readsRetryAfterInSecondsOrAsADate(String value, long seconds) {
        assertEquals(new RateLimit(null, null, null, seconds), read(Map.of("retry-after", value)));
    }

    @Test
    void readsAResetThatIsAMoment() {
        long epoch = NOW.getEpochSecond();
        assertEquals(new RateLimit(null, null, 45L, null), read(Map.of("x-ratelimit-reset", "" + (epoch + 45))));
        assertEquals(
                new RateLimit(null, null, 2L, null), read(Map.of("x-ratelimit-reset", "" + (epoch * 1000 + 1500))));
        assertEquals(new RateLimit(null, null, 0L, null), read(Map.of("x-ratelimit-reset", "" + (epoch - 9))));
    }

    @Test
    void takesTheFirstNumberOfAList() {
        assertEquals(new RateLimit(100L, null, null, null), read(Map.of("ratelimit-limit", "100, 100;w=60")));
    }

    @Test
    void prefersTheNamesOfTheDescription() {
        QuotaNames names = new QuotaNames("X-Max", null, "X-Wait", null, null, null);
        assertEquals(
                new RateLimit(5L, 3L, 8L, null),
                reader.read(
                        Map.of("x-max", "5", "ratelimit-limit", "100", "x-ratelimit-remaining", "3", "x-wait", "8"),
                        names));
    }

    @Test
    void ignoresWhatIsNoNumber() {
        assertNull(read(
                Map.of("ratelimit-limit", "many", "retry-after", "soon", "ratelimit-reset", "99999999999999999999")));
        assertNull(read(Map.of()));
    }

    private RateLimit read(Map<String, String> headers) {
        return reader.read(headers, QuotaNames.USUAL);
    }
}

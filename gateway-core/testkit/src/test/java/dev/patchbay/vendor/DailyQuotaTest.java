package dev.patchbay.vendor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.RateLimit;
import dev.patchbay.integration.DescribedIntegration;
import dev.patchbay.integration.DescribedProvider;
import dev.patchbay.testkit.FakeVendor;
import dev.patchbay.testkit.ToolBench;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DailyQuotaTest {
    private static final QuotaNames NAMES = new QuotaNames("X-Max", "X-Left", null, "X-Ms", "X-Day-Max", "X-Day-Left");
    private static final DescribedProvider ACME =
            DescribedIntegration.read("acme.yaml", """
                    integration: acme
                    title: Acme
                    description: Support.
                    baseUrl: https://acme.example
                    auth: { key: { scheme: api-key, title: Key } }
                    rateLimit: { limit: X-Max, remaining: X-Left, resetMillis: X-Ms, dailyLimit: X-Day-Max, dailyRemaining: X-Day-Left }
                    resources: { things: { methods: { act: { request: POST /things, title: Act, description: Acts. } } } }
                    """).accepted();

    @Test
    void reportsTheShortWindowWhileTheDayLasts() {
        assertEquals(new RateLimit(100L, 99L, 10L, null), read("2026-11-24T10:00:00Z", Map.of("x-day-left", "1")));
    }

    @Test
    void reportsTheDayOnceNothingIsLeftOfIt() {
        Map<String, String> usedUp = Map.of("x-day-left", "0");
        assertEquals(new RateLimit(200_000L, 0L, 50_400L, null), read("2026-11-24T10:00:00Z", usedUp));
        assertEquals(new RateLimit(200_000L, 0L, 1L, null), read("2026-12-31T23:59:59.500Z", usedUp));
        assertEquals(new RateLimit(200_000L, 0L, 86_400L, null), read("2026-11-24T00:00:00Z", usedUp));
    }

    @Test
    void saysThatNobodyDocumentsWhenTheDayBegins() {
        try (FakeVendor vendor = FakeVendor.start();
                ToolBench bench = ToolBench.at(vendor, ACME, Map.of())) {
            vendor.answers(429, "{}", "X-Max: 100", "X-Left: 7", "X-Ms: 9500", "X-Day-Max: 200000", "X-Day-Left: 0");
            GatewayException refused =
                    assertThrows(GatewayException.class, () -> bench.call("acme_things_act", Map.of()));
            assertEquals(GatewayException.Kind.RATE_LIMITED, refused.kind());
            RateLimit quota = refused.rateLimit();
            assertEquals(200_000L, quota.limit());
            assertEquals(0L, quota.remaining());
            assertTrue(quota.resetSeconds() >= 0 && quota.resetSeconds() <= 86_400, quota::toString);
            assertTrue(
                    refused.getMessage()
                            .contains(
                                    "The vendor's rate limit of the day is reached: 200000 calls, 0 left. Nothing was "
                                            + "done. The vendor does not document at which hour its day begins; the next day in "
                                            + "UTC is taken for it. Wait " + quota.resetSeconds() + " second"),
                    refused::getMessage);
        }
    }

    private static RateLimit read(String now, Map<String, String> daily) {
        Map<String, String> headers =
                new HashMap<>(Map.of("x-max", "100", "x-left", "99", "x-ms", "9500", "x-day-max", "200000"));
        headers.putAll(daily);
        return new QuotaReader(Clock.fixed(Instant.parse(now), ZoneOffset.UTC)).read(headers, NAMES);
    }
}

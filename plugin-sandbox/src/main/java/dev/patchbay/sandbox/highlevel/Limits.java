package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.Json;
import dev.patchbay.sandbox.JsonBody;
import dev.patchbay.sandbox.SandboxConfig;
import tools.jackson.databind.node.ObjectNode;

/**
 * How long an access token lasts and how much may be asked.
 *
 * @param expiresInSeconds for tokens that are issued from now on
 * @param burst requests in one burst interval
 * @param daily requests in one day of UTC
 */
record Limits(int expiresInSeconds, int burst, int burstIntervalMillis, int daily) {
    static Limits of(SandboxConfig config) {
        return new Limits(
                config.highlevel_token_lifetime_seconds(),
                config.highlevel_burst_limit(),
                config.highlevel_burst_interval_millis(),
                config.highlevel_daily_limit());
    }

    /** These limits with what the body names in place of what was; none may be negative, intervals not zero. */
    Limits changed(JsonBody body) {
        return new Limits(
                body.number("expiresInSeconds", 1, Integer.MAX_VALUE, expiresInSeconds),
                body.number("burst", 0, Integer.MAX_VALUE, burst),
                body.number("burstIntervalMillis", 1, Integer.MAX_VALUE, burstIntervalMillis),
                body.number("daily", 0, Integer.MAX_VALUE, daily));
    }

    ObjectNode toJson() {
        return Json.object()
                .put("expiresInSeconds", expiresInSeconds)
                .put("burst", burst)
                .put("burstIntervalMillis", burstIntervalMillis)
                .put("daily", daily);
    }
}

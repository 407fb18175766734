package dev.patchbay.console.activity;

import java.util.LinkedHashMap;
import java.util.Map;

/** The words of the trail, and what people call them. */
public final class Words {
    /** What can become of a call. */
    public static final Map<String, String> OUTCOMES = ordered(
            "ok", "OK",
            "started", "Started",
            "repeated", "Repeated",
            "invalid_argument", "Invalid argument",
            "unknown_tool", "Unknown tool",
            "forbidden", "Forbidden",
            "not_connected", "Not connected",
            "misconfigured", "Misconfigured",
            "rate_limited", "Rate limited",
            "vendor_rejected", "Vendor rejected",
            "vendor_failed", "Vendor failed",
            "vendor_unreachable", "Vendor unreachable",
            "outcome_unknown", "Outcome unknown",
            "input_required", "Asked the user",
            "cancelled", "Cancelled",
            "internal", "Gateway failed");

    /** What an action can do. */
    public static final Map<String, String> EFFECTS =
            ordered("reads", "Reads", "writes", "Writes", "destroys", "Destroys", "admin", "Changes the gateway");

    private Words() {}

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            words.put(pairs[i], pairs[i + 1]);
        }
        return java.util.Collections.unmodifiableMap(words);
    }
}

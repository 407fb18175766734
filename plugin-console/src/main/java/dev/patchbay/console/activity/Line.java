package dev.patchbay.console.activity;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Badge;
import dev.patchbay.console.page.Millis;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A line of the audit trail, as pages show it.
 *
 * @param id its number in the trail
 * @param at when it happened
 * @param action a tool's name, or what was done to the gateway: {@code server.mint}
 * @param effect {@code reads}, {@code writes}, {@code destroys} or {@code admin}
 * @param outcome {@code ok}, {@code started} or a kind of failure
 * @param account the id of the account; empty for none
 * @param accountName what it is called; empty if it is gone
 * @param server the id of the MCP server; empty for none
 * @param serverName what it is called; empty if it is gone
 * @param apiToken the id of the API token; empty for none
 * @param integration the id of the integration; empty for none
 * @param requestId ties it to other lines and to the log
 * @param remoteAddress where the caller was; empty if unknown
 * @param node which node wrote it
 * @param vendorStatus the HTTP status of the vendor's answer; empty for none
 * @param millis how long it took
 * @param requestBytes the size of what was sent
 * @param responseBytes the size of the answer
 * @param digest tells equal arguments from others; empty for none
 * @param detail what else is known; absent for nothing
 */
public record Line(
        String id,
        @Nullable Instant at,
        String action,
        String effect,
        String outcome,
        String account,
        String accountName,
        String server,
        String serverName,
        String apiToken,
        String integration,
        String requestId,
        String remoteAddress,
        String node,
        String vendorStatus,
        long millis,
        long requestBytes,
        long responseBytes,
        String digest,
        Json detail) {
    static Line of(Json line) {
        return new Line(
                line.text("id"),
                line.time("at"),
                line.text("action"),
                line.text("effect"),
                line.text("outcome"),
                line.text("integrated_account_id"),
                line.text("integrated_account_name"),
                line.text("mcp_id"),
                line.text("mcp_name"),
                line.text("api_token_id"),
                line.text("integration"),
                line.text("request_id"),
                line.text("remote_address"),
                line.text("node"),
                line.text("vendor_status"),
                line.number("duration_millis"),
                line.number("request_bytes"),
                line.number("response_bytes"),
                line.text("arguments_digest"),
                detail(line.text("detail")));
    }

    /** Most details are JSON themselves. */
    private static Json detail(String text) {
        if (text.isEmpty()) {
            return Json.ABSENT;
        }
        try {
            return Json.parse(text);
        } catch (IllegalArgumentException e) {
            return new Json(text);
        }
    }

    public String url() {
        return "/console/activity/" + id;
    }

    /** How it ended. */
    public Badge badge() {
        boolean goesOn = Set.of("started", "repeated", "input_required").contains(outcome);
        return new Badge(
                goesOn ? Badge.Tone.NOTE : Badge.outcome(outcome).tone(),
                Words.OUTCOMES.getOrDefault(outcome, outcome));
    }

    /** What it did. */
    public Badge effectBadge() {
        return effect.equals("admin") ? new Badge(Badge.Tone.QUIET, "Gateway") : Badge.effect(effect);
    }

    /** Whether the action is a tool. */
    public boolean ofTool() {
        return !effect.equals("admin");
    }

    /** How long it took, in words. */
    public String duration() {
        return Millis.words(millis);
    }
}

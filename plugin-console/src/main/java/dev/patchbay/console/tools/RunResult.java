package dev.patchbay.console.tools;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Millis;
import java.util.ArrayList;
import java.util.List;

/**
 * What a tool answered.
 *
 * @param good whether it did what was asked
 * @param message what went wrong, or why nothing was sent; empty if it was simply done
 * @param kind the kind of failure; empty as before
 * @param blocks what a model would read: JSON is indented
 * @param cut how many characters of it are not shown
 * @param nextCursor the cursor of the next page; empty on the last
 * @param rateLimit what the vendor says about its limit; absent if it says nothing
 * @param millis how long it took
 * @param requestId ties it to the activity and the log
 * @param vendorStatus the HTTP status of the vendor's answer; empty if unknown
 */
public record RunResult(
        boolean good,
        String message,
        String kind,
        List<String> blocks,
        int cut,
        String nextCursor,
        Json rateLimit,
        long millis,
        String requestId,
        String vendorStatus) {
    private static final int SHOWN = 200_000;

    static RunResult of(Json answer) {
        Json structured = answer.at("structured");
        Json error = structured.at("error");
        List<String> blocks = new ArrayList<>();
        if (structured.present()) {
            blocks.add(structured.pretty());
        } else {
            for (Json block : answer.list("content")) {
                blocks.add(block.text("type").equals("text") ? block.text("text") : block.pretty());
            }
        }
        int left = SHOWN;
        int cut = 0;
        for (int i = 0; i < blocks.size(); i++) {
            String block = blocks.get(i);
            int shown = Math.min(left, block.length());
            cut += block.length() - shown;
            left -= shown;
            blocks.set(i, block.substring(0, shown));
        }
        return new RunResult(
                !answer.flag("is_error"),
                error.present() ? error.text("message") : structured.text("repeated"),
                error.text("kind"),
                List.copyOf(blocks),
                cut,
                answer.text("next_cursor"),
                answer.at("rate_limit"),
                answer.number("duration_millis"),
                answer.text("request_id"),
                answer.text("vendor_status"));
    }

    /** Whether the arguments were refused before anything was sent. */
    boolean refusedArguments() {
        return kind.equals("invalid_argument");
    }

    /** In two words. */
    public String title() {
        return good
                ? message.isEmpty() ? "Done." : "It was done before."
                : switch (kind) {
                    case "rate_limited" -> "The vendor's rate limit is reached.";
                    case "vendor_rejected" -> "The vendor refuses it.";
                    case "vendor_unreachable" -> "The vendor does not answer.";
                    case "vendor_failed" -> "The vendor failed.";
                    case "outcome_unknown" -> "Nobody knows whether it was done before.";
                    case "not_connected" -> "The account is not connected.";
                    default -> "It was not done.";
                };
    }

    /** What the vendor says about its limit, in words; empty if it says nothing. */
    public String limitWords() {
        if (!rateLimit.at("remaining").present()) {
            return rateLimit.at("retry_after_seconds").present()
                    ? "again in " + rateLimit.text("retry_after_seconds") + " s"
                    : "";
        }
        String of = rateLimit.at("limit").present() ? " of " + rateLimit.text("limit") : "";
        String reset =
                rateLimit.at("reset_seconds").present() ? ", anew in " + rateLimit.text("reset_seconds") + " s" : "";
        return rateLimit.text("remaining") + of + " calls left" + reset;
    }

    /** How long it took, in words. */
    public String duration() {
        return Millis.words(millis);
    }
}

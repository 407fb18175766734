package dev.patchbay.console.accounts;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Sentence;
import dev.patchbay.console.web.Outcome;

/**
 * Whether the vendor takes a credential.
 *
 * @param good whether it does
 * @param title in two words
 * @param message what the vendor said
 */
public record TestResult(boolean good, String title, String message) {
    static TestResult of(Outcome outcome) {
        if (outcome instanceof Outcome.Refused refused) {
            return new TestResult(false, "Not tested.", refused.problem().withFields());
        }
        Json body = ((Outcome.Done) outcome).body();
        String title = switch (body.text("status")) {
            case "ok" -> "The connection works.";
            case "unauthorized" -> "The vendor refuses the credential.";
            case "unreachable" -> "The vendor does not answer.";
            case "no_check" -> "There is no way to test this vendor.";
            default -> "The vendor refuses the request.";
        };
        long millis = body.number("duration_millis");
        String message = Sentence.of(body.text("message"));
        return new TestResult(body.flag("ok"), title, message + (millis > 0 ? " Answered in " + millis + " ms." : ""));
    }
}

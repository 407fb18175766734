package dev.patchbay.console.web;

import dev.patchbay.console.json.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why the admin API refused a request.
 *
 * @param status the HTTP status
 * @param detail what is wrong with the whole
 * @param errors what is wrong with single fields, by the field's path ({@code context.companyDomain})
 */
public record Problem(int status, String detail, Map<String, String> errors) {
    public Problem {
        errors = Map.copyOf(errors);
    }

    static Problem of(int status, Json body) {
        Map<String, String> errors = new LinkedHashMap<>();
        body.list("errors").forEach(each -> errors.putIfAbsent(each.text("field"), each.text("message")));
        return new Problem(status, body.text("detail"), errors);
    }

    /** The detail as a sentence: the API writes it in lower case and without a full stop. */
    public String sentence() {
        if (detail.isEmpty()) {
            return "The gateway answered with status " + status + ".";
        }
        String first = detail.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + detail.substring(1);
        return first.endsWith(".") || first.endsWith("?") ? first : first + ".";
    }

    /** The same as an error page. */
    public Trouble trouble() {
        return new Trouble(status, sentence());
    }
}

package dev.patchbay.console.web;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Sentence;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** A problem that the console finds itself. */
    public static Problem field(String field, String message) {
        return new Problem(422, field + ": " + message, Map.of(field, message));
    }

    /** The detail as a sentence. */
    public String sentence() {
        return detail.isEmpty() ? "The gateway answered with status " + status + "." : Sentence.of(detail);
    }

    /** What is wrong, the fields included. */
    public String withFields() {
        return errors.isEmpty()
                ? sentence()
                : errors.entrySet().stream()
                        .map(each -> each.getKey() + " " + each.getValue())
                        .sorted()
                        .collect(Collectors.joining("; ", "", "."));
    }

    /** The same as an error page. */
    public Trouble trouble() {
        return new Trouble(status, sentence());
    }
}

package dev.patchbay.sandbox;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that goes wrong on demand.
 *
 * @param match tried against the whole of method, blank, path below the API's base; {@code null} fits every request
 * @param status the answer's status, or {@code null} when the request is answered as if nothing were wrong
 * @param body the answer's body, or {@code null} for none
 * @param count how many requests it strikes, 1 or more
 * @param delayMillis how long the answer is held back
 * @param closeConnection whether the connection is cut in the middle of the answer
 * @param afterHandling whether the API does what it was asked before the answer is replaced or lost
 */
public record Fault(
        @Nullable Pattern match,
        @Nullable Integer status,
        Map<String, String> headers,
        @Nullable JsonNode body,
        int count,
        int delayMillis,
        boolean closeConnection,
        boolean afterHandling) {

    private static final int LONGEST_DELAY_MILLIS = 120_000;

    /** Reads one fault of the control API; what makes no sense is refused with 400. */
    static Fault of(JsonBody json) {
        Integer status = json.has("status") ? (Integer) json.number("status", 100, 599) : null;
        Fault fault = new Fault(
                pattern(json.textOrNull("match")),
                status,
                headers(json.raw("headers")),
                json.raw("body"),
                json.number("count", 1, Integer.MAX_VALUE, 1),
                json.number("delayMillis", 0, LONGEST_DELAY_MILLIS, 0),
                Boolean.TRUE.equals(json.flagOrNull("closeConnection")),
                Boolean.TRUE.equals(json.flagOrNull("afterHandling")));
        if (status == null && fault.delayMillis == 0 && !fault.closeConnection) {
            throw Refusal.ofField("status", "is required unless the fault delays or closes the connection");
        }
        return fault;
    }

    boolean strikes(ApiRequest request) {
        return match == null
                || match.matcher(request.method() + " " + request.path()).matches();
    }

    Fault withCount(int left) {
        return new Fault(match, status, headers, body, left, delayMillis, closeConnection, afterHandling);
    }

    /** The answer in place of the API's; only for a fault with a status. */
    ApiAnswer answer(int status) {
        ApiAnswer answer = body == null ? ApiAnswer.empty(status) : ApiAnswer.json(status, body);
        for (Map.Entry<String, String> header : headers.entrySet()) {
            answer = answer.with(header.getKey(), header.getValue());
        }
        return answer;
    }

    /** The fault as the control API shows it. */
    ObjectNode toJson() {
        ObjectNode json = Json.object();
        json.put("match", match == null ? null : match.pattern());
        json.put("status", status);
        headers.forEach(json.putObject("headers")::put);
        json.set("body", body);
        return json.put("count", count)
                .put("delayMillis", delayMillis)
                .put("closeConnection", closeConnection)
                .put("afterHandling", afterHandling);
    }

    private static @Nullable Pattern pattern(@Nullable String match) {
        try {
            return match == null ? null : Pattern.compile(match);
        } catch (PatternSyntaxException e) {
            throw Refusal.ofField("match", "must be a regular expression: " + e.getDescription());
        }
    }

    private static Map<String, String> headers(@Nullable JsonNode json) {
        Map<String, String> headers = new LinkedHashMap<>();
        if (json != null && !json.isObject()) {
            throw Refusal.ofField("headers", "must be an object");
        }
        if (json != null) {
            json.properties()
                    .forEach(header ->
                            headers.put(header.getKey(), header.getValue().asString()));
        }
        return Map.copyOf(headers);
    }
}

package dev.patchbay.sandbox;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The last 500 requests to an API as they arrived, whatever became of them. Of the headers only harmless ones are kept,
 * and secrets are masked everywhere. Thread-safe.
 */
final class RequestRecord {
    private static final int KEPT = 500;
    private static final List<String> KEPT_HEADERS =
            List.of("accept", "content-type", "user-agent", "version", "idempotency-key");

    private final UnaryOperator<String> redact;
    private final Deque<ObjectNode> requests = new ArrayDeque<>();
    private long arrived;

    RequestRecord(UnaryOperator<String> redact) {
        this.redact = redact;
    }

    synchronized void add(ApiRequest request, Instant at) {
        ObjectNode json = Json.object()
                .put("number", ++arrived)
                .put("at", at.toString())
                .put("method", request.method())
                .put("path", redact.apply(request.path()))
                .put("query", redact.apply(request.rawQuery()))
                .put("body", redact.apply(request.text()));
        ObjectNode headers = json.putObject("headers");
        for (String name : KEPT_HEADERS) {
            String value = request.header(name);
            if (value != null) {
                headers.put(name, redact.apply(value));
            }
        }
        requests.addLast(json);
        if (requests.size() > KEPT) {
            requests.removeFirst();
        }
    }

    synchronized void clear() {
        requests.clear();
        arrived = 0;
    }

    /** Oldest first. */
    synchronized ArrayNode toJson() {
        return Json.list(requests, request -> request);
    }
}

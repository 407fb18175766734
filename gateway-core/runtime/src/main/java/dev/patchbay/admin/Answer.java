package dev.patchbay.admin;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client gets.
 *
 * @param body a JSON value, or {@code null} for none
 */
record Answer(int status, @Nullable Object body, Map<String, String> headers) {
    static Answer ok(Object body) {
        return new Answer(200, body, Map.of());
    }

    /** @param path where the new object is */
    static Answer created(Object body, String path) {
        return new Answer(201, body, Map.of("Location", path));
    }

    static Answer gone() {
        return new Answer(204, null, Map.of());
    }

    /** This answer with one more header. */
    Answer with(String header, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new Answer(status, body, more);
    }

    static Answer list(List<?> items, @Nullable String next) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("result", items);
        body.put("next_cursor", next);
        return ok(body);
    }
}

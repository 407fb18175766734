package dev.patchbay.testkit;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What a {@link FakeVendor} answers. */
public record Answer(int status, Map<String, String> headers, byte[] body) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** An answer of JSON text. */
    public static Answer json(int status, String json) {
        return text(status, "application/json", json);
    }

    /** A JSON value with status 200. */
    public static Answer ok(Object value) {
        return json(200, JSON.writeValueAsString(value));
    }

    /** An answer in UTF-8. */
    public static Answer text(int status, String contentType, String text) {
        return bytes(status, contentType, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Answer bytes(int status, String contentType, byte[] bytes) {
        return new Answer(status, Map.of("Content-Type", contentType), bytes);
    }

    /** A status without a body. */
    public static Answer empty(int status) {
        return new Answer(status, Map.of(), new byte[0]);
    }

    /** This answer with a header more. */
    public Answer with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(headers);
        more.put(name, value);
        return new Answer(status, more, body);
    }
}

package dev.patchbay.integration;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What a cursor says: a small JSON object. The gateway signs it, so that what comes back is what went out. */
final class CursorState {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private final Map<String, Object> values;

    private CursorState(Map<String, Object> values) {
        this.values = values;
    }

    static CursorState empty() {
        return new CursorState(new LinkedHashMap<>());
    }

    /** @throws GatewayException of kind {@code INVALID_ARGUMENT} if the text is no cursor */
    @SuppressWarnings("unchecked")
    static CursorState read(String cursor) {
        try {
            Map<String, Object> values = JSON.readValue(cursor, LinkedHashMap.class);
            if (values == null) {
                throw unknown();
            }
            return new CursorState(values);
        } catch (JacksonException e) {
            throw unknown();
        }
    }

    /** @throws GatewayException of kind {@code INVALID_ARGUMENT} if there is no such number from {@code least} on */
    int number(String name, int least) {
        if (values.get(name) instanceof Number number && number.longValue() >= least) {
            return (int) Math.min(number.longValue(), Integer.MAX_VALUE);
        }
        throw unknown();
    }

    @Nullable
    Object value(String name) {
        return values.get(name);
    }

    CursorState with(String name, Object value) {
        values.put(name, value);
        return this;
    }

    String write() {
        return JSON.writeValueAsString(values);
    }

    static GatewayException unknown() {
        return new GatewayException(
                Kind.INVALID_ARGUMENT,
                "next_cursor is not one that this tool gave: send it back exactly as received, or leave it out to "
                        + "begin anew");
    }
}

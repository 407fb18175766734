package dev.patchbay.integration;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** JSON values as text, the way they stand in URLs, headers and forms. */
final class WireText {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Beyond this, a number is written with an exponent: its zeros alone would fill a request. */
    private static final int LONGEST_SCALE = 100;

    private WireText() {}

    /** A scalar as plain text, without an exponent for usual numbers; anything else as JSON. */
    static String of(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Double || value instanceof Float) {
            return decimal(new BigDecimal(value.toString()));
        }
        if (value instanceof BigDecimal number) {
            return decimal(number);
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        return json(value);
    }

    static String json(@Nullable Object value) {
        return JSON.writeValueAsString(value);
    }

    private static String decimal(BigDecimal number) {
        return Math.abs(number.scale()) > LONGEST_SCALE ? number.toString() : number.toPlainString();
    }
}

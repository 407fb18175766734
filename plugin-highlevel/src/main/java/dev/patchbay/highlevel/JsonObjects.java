package dev.patchbay.highlevel;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.VendorBody;
import dev.patchbay.api.VendorRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON objects as requests and answers hold them. */
final class JsonObjects {
    private JsonObjects() {}

    /** A copy of the object that a request sends. */
    static Map<String, @Nullable Object> sent(VendorRequest request) {
        if (request.body() instanceof VendorBody.Json json && json.value() instanceof Map<?, ?> map) {
            return copy(map);
        }
        throw new GatewayException(Kind.MISCONFIGURED, "the request does not send a JSON object");
    }

    static Map<String, @Nullable Object> copy(Map<?, ?> map) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        map.forEach((name, value) -> copy.put(String.valueOf(name), value));
        return copy;
    }

    /** The text of a value, or {@code null} if it is none or blank. */
    static @Nullable String text(@Nullable Object value) {
        return value instanceof String text && !text.isBlank() ? text : null;
    }
}

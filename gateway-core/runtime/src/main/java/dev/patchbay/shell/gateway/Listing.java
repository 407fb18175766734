package dev.patchbay.shell.gateway;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A list of the admin API, its pages put together.
 *
 * @param next where it goes on, {@code null} if this is all
 */
record Listing(List<Json> items, @Nullable String next) {
    /** As the API answers a page. */
    Map<String, @Nullable Object> json() {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("result", items.stream().map(Json::fields).toList());
        body.put("next_cursor", next);
        return body;
    }
}

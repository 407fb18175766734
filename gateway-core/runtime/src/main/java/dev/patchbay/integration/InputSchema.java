package dev.patchbay.integration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The schema of a tool: all its arguments in one closed object, wherever they are sent. */
final class InputSchema {
    private InputSchema() {}

    static Map<String, Object> of(List<Argument> arguments, @Nullable Pagination pagination) {
        Map<String, Object> properties = new LinkedHashMap<>();
        Set<String> required = new LinkedHashSet<>();
        for (Argument argument : arguments) {
            Object before = properties.putIfAbsent(argument.name(), argument.schema());
            // Sent to two places, and described at one of them.
            if (before instanceof Map<?, ?> map && !map.containsKey("description")) {
                properties.put(argument.name(), argument.schema());
            }
            if (argument.required()) {
                required.add(argument.name());
            }
        }
        if (pagination != null) {
            properties.put(Pagination.LIMIT, limit(pagination.shape()));
            properties.put(Pagination.NEXT_CURSOR, nextCursor());
        }
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", Collections.unmodifiableMap(properties));
        if (!required.isEmpty()) {
            schema.put("required", Collections.unmodifiableList(new ArrayList<>(required)));
        }
        schema.put("additionalProperties", false);
        return Collections.unmodifiableMap(schema);
    }

    private static Map<String, Object> limit(PageShape shape) {
        Map<String, Object> limit = new LinkedHashMap<>();
        limit.put("type", "integer");
        limit.put("minimum", 1);
        limit.put("maximum", shape.maximum());
        limit.put("default", shape.usual());
        limit.put("description", "How many items to answer at most.");
        return Collections.unmodifiableMap(limit);
    }

    private static Map<String, Object> nextCursor() {
        Map<String, Object> cursor = new LinkedHashMap<>();
        cursor.put("type", "string");
        cursor.put(
                "description",
                "For the following page: next_cursor of the answer before, exactly as received, with the other "
                        + "arguments unchanged.");
        return Collections.unmodifiableMap(cursor);
    }
}

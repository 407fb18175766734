package dev.patchbay.shell.gateway;

import dev.patchbay.shell.CommandFailure;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Arguments of a tool, typed as words. A word becomes what the tool's schema wants, where it can; where it cannot it
 * stays a text, and the gateway's own check says what is wrong.
 */
final class TypedArguments {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final Json properties;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    TypedArguments(Json schema) {
        properties = schema.object("properties");
    }

    Map<String, @Nullable Object> values() {
        return values;
    }

    /** Takes a JSON object. */
    void json(byte[] bytes) {
        try {
            if (JSON.readValue(new String(bytes, StandardCharsets.UTF_8), Object.class) instanceof Map<?, ?> object) {
                object.forEach((name, value) -> values.put(String.valueOf(name), value));
                return;
            }
        } catch (JacksonException e) {
            throw new CommandFailure("the arguments are not JSON: " + e.getOriginalMessage());
        }
        throw new CommandFailure("the arguments are JSON, but no object: {\"name\": value, …}");
    }

    /** Takes {@code argument=value} words. */
    void words(List<String> words) {
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals < 1) {
                throw new CommandFailure(word + " is no ARGUMENT=VALUE");
            }
            String name = word.substring(0, equals);
            values.put(name, typed(properties.object(name), word.substring(equals + 1)));
        }
    }

    private static @Nullable Object typed(Json property, String text) {
        List<String> types = property.value("type") instanceof String one ? List.of(one) : property.words("type");
        try {
            for (String type : types) {
                switch (type) {
                    case "integer", "number" -> {
                        return new BigDecimal(text);
                    }
                    case "boolean" -> {
                        if (text.equals("true") || text.equals("false")) {
                            return Boolean.valueOf(text);
                        }
                    }
                    case "object", "array" -> {
                        return JSON.readValue(text, Object.class);
                    }
                    default -> {
                        // a text, as it is
                    }
                }
            }
        } catch (NumberFormatException | JacksonException e) {
            return text;
        }
        return text;
    }
}

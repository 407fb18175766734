package dev.patchbay.sandbox;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A JSON object that is read field by field. A field that is missing or of another type is refused with 400 and its
 * name; a JSON null counts as missing. Fields that nobody reads are ignored.
 */
public final class JsonBody {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final ObjectNode object;
    private final String prefix;

    private JsonBody(ObjectNode object, String prefix) {
        this.object = object;
        this.prefix = prefix;
    }

    /** Reads the text of a body; anything but a JSON object is refused. */
    public static JsonBody parse(String text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return new JsonBody(object, "");
            }
        } catch (JacksonException e) {
            throw new Refusal(400, "The body is not JSON");
        }
        throw new Refusal(400, "The body must be a JSON object");
    }

    public boolean has(String name) {
        return find(name) != null;
    }

    /** A text that must be there and not be blank. */
    public String text(String name) {
        String value = textOrNull(name);
        if (value == null) {
            throw required(name);
        }
        if (value.isBlank()) {
            throw Refusal.ofField(prefix + name, "must not be blank");
        }
        return value;
    }

    public @Nullable String textOrNull(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            throw Refusal.ofField(prefix + name, "must be a text");
        }
        return value.stringValue();
    }

    /** A text, or the default when the field is missing. */
    public String textOr(String name, String absent) {
        String value = textOrNull(name);
        return value == null ? absent : value;
    }

    /** A whole number of 32 bits that must be there. */
    public int number(String name) {
        Integer value = numberOrNull(name);
        if (value == null) {
            throw required(name);
        }
        return value;
    }

    /** A whole number that must be there and within bounds. */
    public int number(String name, int min, int max) {
        return within(name, number(name), min, max);
    }

    public @Nullable Integer numberOrNull(String name) {
        JsonNode value = find(name);
        return value == null ? null : Integer.valueOf(wholeNumber(value, prefix + name));
    }

    /** A whole number within bounds, or the default when the field is missing. */
    public int number(String name, int min, int max, int absent) {
        Integer value = numberOrNull(name);
        return value == null ? absent : within(name, value, min, max);
    }

    public boolean flag(String name) {
        Boolean value = flagOrNull(name);
        if (value == null) {
            throw required(name);
        }
        return value;
    }

    public @Nullable Boolean flagOrNull(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (!value.isBoolean()) {
            throw Refusal.ofField(prefix + name, "must be true or false");
        }
        return value.booleanValue();
    }

    /** An object that must be there. */
    public JsonBody object(String name) {
        JsonBody value = objectOrNull(name);
        if (value == null) {
            throw required(name);
        }
        return value;
    }

    public @Nullable JsonBody objectOrNull(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return null;
        }
        if (value instanceof ObjectNode nested) {
            return new JsonBody(nested, prefix + name + ".");
        }
        throw Refusal.ofField(prefix + name, "must be an object");
    }

    /** The objects of a list that must be there. */
    public List<JsonBody> requiredObjects(String name) {
        if (!has(name)) {
            throw required(name);
        }
        return objects(name);
    }

    /** The objects of a list; empty when the field is missing. */
    public List<JsonBody> objects(String name) {
        List<JsonBody> objects = new ArrayList<>();
        for (JsonNode item : items(name)) {
            String place = prefix + name + "[" + objects.size() + "]";
            if (!(item instanceof ObjectNode nested)) {
                throw Refusal.ofField(place, "must be an object");
            }
            objects.add(new JsonBody(nested, place + "."));
        }
        return objects;
    }

    /** The texts of a list that must be there and hold one at least. */
    public List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(name)) {
            if (!item.isString() || item.stringValue().isBlank()) {
                throw Refusal.ofField(prefix + name + "[" + texts.size() + "]", "must be a text that is not blank");
            }
            texts.add(item.stringValue());
        }
        if (texts.isEmpty()) {
            throw Refusal.ofField(prefix + name, "must be a list of at least one text");
        }
        return texts;
    }

    /** The whole numbers of a list; empty when the field is missing. */
    public List<Integer> numbers(String name) {
        List<Integer> numbers = new ArrayList<>();
        for (JsonNode item : items(name)) {
            numbers.add(wholeNumber(item, prefix + name + "[" + numbers.size() + "]"));
        }
        return numbers;
    }

    /** As {@link #numbers}, but a number alone counts as a list of one. */
    public List<Integer> numberOrNumbers(String name) {
        JsonNode value = find(name);
        return value == null || value.isArray() ? numbers(name) : List.of(wholeNumber(value, prefix + name));
    }

    /** The field as it is, or {@code null} when it is missing. */
    public @Nullable JsonNode raw(String name) {
        return find(name);
    }

    private Iterable<JsonNode> items(String name) {
        JsonNode value = find(name);
        if (value == null) {
            return List.of();
        }
        if (!value.isArray()) {
            throw Refusal.ofField(prefix + name, "must be a list");
        }
        return value;
    }

    private @Nullable JsonNode find(String name) {
        JsonNode value = object.get(name);
        return value == null || value.isNull() ? null : value;
    }

    private static int wholeNumber(JsonNode value, String place) {
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw Refusal.ofField(place, "must be a whole number");
        }
        return value.intValue();
    }

    private int within(String name, int value, int min, int max) {
        if (value < min || value > max) {
            String bounds = max == Integer.MAX_VALUE ? "at least " + min : "from " + min + " to " + max;
            throw Refusal.ofField(prefix + name, "must be " + bounds + ", but is " + value);
        }
        return value;
    }

    private Refusal required(String name) {
        return Refusal.ofField(prefix + name, "is required");
    }
}

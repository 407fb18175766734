package dev.patchbay.admin;

import dev.patchbay.account.FieldErrors;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The fields of a JSON object: each is asked for by name and type, and what nobody asked for is an error. Errors are
 * gathered until {@link #end}, and never quote a value.
 */
final class Fields {
    private final ObjectNode object;
    private final String path;
    private final FieldErrors errors;
    private final Set<String> known = new LinkedHashSet<>();

    Fields(ObjectNode object) {
        this(object, "", new FieldErrors());
    }

    private Fields(ObjectNode object, String path, FieldErrors errors) {
        this.object = object;
        this.path = path;
        this.errors = errors;
    }

    /** Whether a field is there, {@code null} included. */
    boolean has(String name) {
        known.add(name);
        return object.has(name);
    }

    /** A text; {@code null} if it is absent or null. */
    @Nullable
    String text(String name) {
        JsonNode value = value(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            wrong(name, "must be a text");
            return null;
        }
        return value.stringValue();
    }

    /** A text that has to be there; empty if it is not, which {@link #end} then tells. */
    String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            if (!object.has(name) || object.get(name).isNull()) {
                wrong(name, "is missing");
            }
            return "";
        }
        return text;
    }

    /** A text that may be left out, but not be null: then it is as it was. */
    String textOr(String name, String otherwise) {
        return has(name) ? requiredText(name) : otherwise;
    }

    /** True or false; {@code null} if it is absent or null. */
    @Nullable
    Boolean flag(String name) {
        JsonNode value = value(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isBoolean()) {
            wrong(name, "must be true or false");
            return null;
        }
        return value.booleanValue();
    }

    /** A whole number; {@code null} if it is absent or null. */
    @Nullable
    Long number(String name) {
        JsonNode value = value(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToLong()) {
            wrong(name, "must be a whole number");
            return null;
        }
        return value.longValue();
    }

    /** A point in time; {@code null} if it is absent or null. */
    @Nullable
    Instant instant(String name) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            wrong(name, "must be a time such as 2027-01-31T12:00:00Z");
            return null;
        }
    }

    /** An array of texts, each once; {@code null} if it is absent, empty if it is null. */
    @Nullable
    Set<String> words(String name) {
        JsonNode value = value(name);
        if (value == null) {
            return null;
        }
        Set<String> words = new LinkedHashSet<>();
        if (value.isNull()) {
            return words;
        }
        if (!value.isArray()) {
            wrong(name, "must be an array of texts");
            return words;
        }
        for (JsonNode each : value) {
            if (each.isString()) {
                words.add(each.stringValue());
            } else {
                wrong(name, "must be an array of texts");
                return words;
            }
        }
        return words;
    }

    /** An object of any JSON values; empty if it is absent or null. */
    ObjectNode json(String name) {
        JsonNode value = value(name);
        if (value instanceof ObjectNode inner) {
            return inner;
        }
        if (value != null && !value.isNull()) {
            wrong(name, "must be an object");
        }
        return object.objectNode();
    }

    /** An object of texts, in which null stands for itself; empty if it is absent. */
    Map<String, @Nullable String> texts(String name) {
        Map<String, @Nullable String> texts = new LinkedHashMap<>();
        Fields inner = object(name);
        if (inner != null) {
            for (String each : inner.object.propertyNames()) {
                JsonNode value = inner.object.get(each);
                if (value.isString()) {
                    texts.put(each, value.stringValue());
                } else if (value.isNull()) {
                    texts.put(each, null);
                } else {
                    inner.wrong(each, "must be a text");
                }
            }
        }
        return texts;
    }

    /** An object; {@code null} if it is absent or null. Its errors count here; its {@link #end} is its own. */
    @Nullable
    Fields object(String name) {
        JsonNode value = value(name);
        if (value == null || value.isNull()) {
            return null;
        }
        if (value instanceof ObjectNode inner) {
            return new Fields(inner, path + name + ".", errors);
        }
        wrong(name, "must be an object");
        return null;
    }

    /** Notes that a field is wrong. */
    void wrong(String name, String message) {
        errors.add(path + name, message);
    }

    /** Notes the fields that nobody asked for. */
    void noOthers() {
        for (String name : new TreeSet<>(object.propertyNames())) {
            if (!known.contains(name)) {
                wrong(
                        name.length() <= 64 ? name : name.substring(0, 64) + "…",
                        "is unknown; known are " + String.join(", ", known));
            }
        }
    }

    /** @throws dev.patchbay.api.GatewayException if any field was wrong or unknown */
    void end() {
        noOthers();
        errors.raise();
    }

    private @Nullable JsonNode value(String name) {
        known.add(name);
        return object.get(name);
    }
}

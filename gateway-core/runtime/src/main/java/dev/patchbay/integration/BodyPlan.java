package dev.patchbay.integration;

import dev.patchbay.api.VendorBody;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a method sends as its body. A method that declares a body sends one, if only an empty object: which fields are
 * in it is the model's choice, whether there is one is not.
 */
final class BodyPlan {
    /** How a body is written. */
    enum Type {
        JSON,
        FORM,
        MULTIPART
    }

    private final Type type;
    private final List<Argument> arguments;
    private final Map<String, FixedValue> fixed;
    private final @Nullable String whole;
    /** Arguments that are only a part of another one's name. */
    private final Set<String> named = new LinkedHashSet<>();

    /** @param whole the name of the argument that is the whole body, or {@code null} */
    BodyPlan(Type type, List<Argument> arguments, Map<String, FixedValue> fixed, @Nullable String whole) {
        this.type = type;
        this.arguments = arguments;
        this.fixed = fixed;
        this.whole = whole;
        for (Argument file : arguments) {
            for (Argument other : arguments) {
                if (file.wire().contains("{" + other.name() + "}")) {
                    named.add(other.name());
                }
            }
        }
    }

    @Nullable
    VendorBody build(Map<String, Object> given, Map<String, String> context, List<Sent> paging) {
        if (whole != null) {
            Object value = given.get(whole);
            return value == null ? null : new VendorBody.Json(value);
        }
        return switch (type) {
            case JSON -> new VendorBody.Json(json(given, context, paging));
            case FORM -> new VendorBody.Form(form(given, context));
            case MULTIPART -> new VendorBody.Multipart(parts(given, context));
        };
    }

    private Map<String, Object> json(Map<String, Object> given, Map<String, String> context, List<Sent> paging) {
        Map<String, Object> body = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            // An explicit null is a value: with some vendors it clears a field.
            if (given.containsKey(argument.name())) {
                body.put(argument.wire(), given.get(argument.name()));
            }
        }
        putFixed(context, body);
        for (Sent sent : paging) {
            if (sent.where() == Where.BODY) {
                body.put(sent.name(), sent.value());
            }
        }
        return body;
    }

    private void putFixed(Map<String, String> context, Map<String, Object> body) {
        fixed.forEach((name, each) -> {
            Object value = each.in(context);
            if (value != null) {
                body.put(name, value);
            }
        });
    }

    private Map<String, String> form(Map<String, Object> given, Map<String, String> context) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (Argument argument : arguments) {
            // A form holds each name once, so an array that would repeat it is written as JSON instead.
            QueryStyle style = argument.style() == QueryStyle.REPEAT || argument.style() == QueryStyle.BRACKETS
                    ? QueryStyle.JSON
                    : argument.style();
            style.spread(argument.wire(), given.get(argument.name()), fields::put);
        }
        Map<String, Object> constants = new LinkedHashMap<>();
        putFixed(context, constants);
        constants.forEach((name, value) -> fields.put(name, WireText.of(value)));
        return fields;
    }

    private List<VendorBody.Part> parts(Map<String, Object> given, Map<String, String> context) {
        List<VendorBody.Part> parts = new ArrayList<>();
        Map<String, Object> constants = new LinkedHashMap<>();
        putFixed(context, constants);
        constants.forEach((name, value) -> parts.add(part(name, WireText.of(value))));
        for (Argument argument : arguments) {
            Object value = given.get(argument.name());
            if (value == null || named.contains(argument.name())) {
                continue;
            }
            Integer maxBytes = argument.maxBytes();
            if (maxBytes != null) {
                parts.add(FilePart.of(argument.name(), partName(argument.wire(), given), value, maxBytes));
            } else {
                argument.style().spread(argument.wire(), value, (name, text) -> parts.add(part(name, text)));
            }
        }
        return parts;
    }

    private String partName(String wire, Map<String, Object> given) {
        String name = wire;
        for (String each : named) {
            Object value = given.get(each);
            name = name.replace("{" + each + "}", value == null ? "" : WireText.of(value));
        }
        return name;
    }

    private static VendorBody.Part part(String name, String value) {
        return new VendorBody.Part(name, null, null, value.getBytes(StandardCharsets.UTF_8));
    }
}

package dev.patchbay.sandbox.highlevel;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a JSON body must look like. All that is wrong with a body is complained of at once. At the top of a body a field
 * that the vendor does not know is wrong; deeper down it is ignored. A JSON null counts as missing.
 */
final class Shape {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private final Map<String, Field> fields = new LinkedHashMap<>();

    private Shape() {}

    static Shape of(Field... fields) {
        Shape shape = new Shape();
        for (Field field : fields) {
            shape.fields.put(field.name(), field);
        }
        return shape;
    }

    /** This shape with more fields. */
    Shape and(Field... more) {
        Shape shape = of(more);
        fields.forEach(shape.fields::putIfAbsent);
        return shape;
    }

    /**
     * The object that the text holds.
     *
     * @throws Invalid when it does not fit
     */
    ObjectNode read(String text) {
        ObjectNode body = parse(text);
        List<String> complaints = new ArrayList<>();
        for (String name : body.propertyNames()) {
            if (!fields.containsKey(name)) {
                complaints.add("property " + name + " should not exist");
            }
        }
        check(body, "", complaints);
        if (!complaints.isEmpty()) {
            throw new Invalid(complaints);
        }
        return body;
    }

    /** The names of all fields. */
    Set<String> names() {
        return new TreeSet<>(fields.keySet());
    }

    /** The names of the fields that must be there. */
    Set<String> requiredNames() {
        Set<String> names = new TreeSet<>();
        fields.values().stream().filter(Field::required).map(Field::name).forEach(names::add);
        return names;
    }

    void check(JsonNode object, String place, List<String> complaints) {
        for (Field field : fields.values()) {
            JsonNode value = object.get(field.name());
            if (value != null && !value.isNull()) {
                field.check(value, place + field.name(), complaints);
            } else if (field.required()) {
                complaints.add(place + field.name() + " is required");
            }
        }
    }

    private static ObjectNode parse(String text) {
        try {
            if (MAPPER.readTree(text) instanceof ObjectNode body) {
                return body;
            }
        } catch (JacksonException e) {
            throw new Invalid("the body must be JSON");
        }
        throw new Invalid("the body must be a JSON object");
    }
}

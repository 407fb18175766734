package dev.patchbay.sandbox;

import java.util.Collection;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Builds the JSON of answers. */
public final class Json {
    private Json() {}

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** A JSON text. */
    public static JsonNode text(String text) {
        return JsonNodeFactory.instance.stringNode(text);
    }

    /** An array of texts. */
    public static ArrayNode texts(Collection<String> texts) {
        ArrayNode array = array();
        texts.forEach(array::add);
        return array;
    }

    /** An array of what the items look like. */
    public static <T> ArrayNode list(Collection<T> items, Function<? super T, ? extends JsonNode> look) {
        ArrayNode array = array();
        items.forEach(item -> array.add(look.apply(item)));
        return array;
    }
}

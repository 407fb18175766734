package dev.patchbay.billsby;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * A tool as the YAML files describe it.
 *
 * @param name by the naming scheme
 * @param paging whether the style {@code pages} fetches its pages
 * @param arguments by place ({@code path}, {@code query}, {@code body}), then by name; shared schemas are filled in
 */
record DescribedTool(
        String name, JsonNode method, String request, boolean paging, Map<String, Map<String, JsonNode>> arguments) {

    String text(String key) {
        return method.path(key).asString("");
    }

    boolean flag(String key) {
        return method.path(key).asBoolean(false);
    }
}

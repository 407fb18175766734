package dev.patchbay.console.tools;

import dev.patchbay.console.json.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The page that asks before a tool changes something: it repeats what will happen.
 *
 * @param source whose tool it is
 * @param tool the tool
 * @param consequence what the gateway says about it
 * @param rows what is sent, an argument each
 * @param entered the form's own fields, to be sent again
 */
public record Confirm(
        Source source, ToolView tool, String consequence, List<Row> rows, Map<String, List<String>> entered) {
    /**
     * An argument that is sent.
     *
     * @param name its name
     * @param value as JSON; texts without quotes
     * @param words a number in words, where money moves; else empty
     * @param note what the number counts, where money moves; else empty
     */
    public record Row(String name, String value, String words, String note) {}

    static List<Row> rows(ToolView tool, Map<String, Object> arguments) {
        Json properties = tool.inputSchema().at("properties");
        return arguments.entrySet().stream()
                .map(each -> row(tool, each.getKey(), each.getValue(), properties.at(each.getKey())))
                .toList();
    }

    private static Row row(ToolView tool, String name, Object value, Json schema) {
        boolean amount = tool.movesMoney() && value instanceof Number;
        return new Row(
                name,
                new Json(value).text(),
                amount ? NumberWords.of(new BigDecimal(value.toString())) : "",
                amount ? schema.text("description") : "");
    }
}

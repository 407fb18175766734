package dev.patchbay.shell;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a command answers: to people as columns, to programs as a JSON array of objects that have the columns as their
 * keys. Values that JSON does not know are told by their {@code toString}.
 */
public final class Table {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final String GAP = "  ";

    private final List<String> columns;
    private final List<List<@Nullable Object>> rows = new ArrayList<>();

    private Table(List<String> columns) {
        this.columns = columns;
    }

    /** An empty table. */
    public static Table of(String... columns) {
        return new Table(List.of(columns));
    }

    /**
     * Adds a row and returns this table.
     *
     * @param cells one for each column, {@code null} where there is nothing to tell
     */
    public Table row(@Nullable Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        List<@Nullable Object> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(cell);
        }
        rows.add(row);
        return this;
    }

    /** The table as the caller wants it. */
    public String show(boolean json) {
        return json ? json() : text();
    }

    private String json() {
        List<Map<String, @Nullable Object>> objects = new ArrayList<>();
        for (List<@Nullable Object> row : rows) {
            Map<String, @Nullable Object> object = new LinkedHashMap<>();
            for (int i = 0; i < columns.size(); i++) {
                object.put(columns.get(i), jsonValue(row.get(i)));
            }
            objects.add(object);
        }
        return JSON.writeValueAsString(objects);
    }

    private static @Nullable Object jsonValue(@Nullable Object cell) {
        if (cell == null || cell instanceof Number || cell instanceof Boolean) {
            return cell;
        }
        if (cell instanceof Iterable<?> several) {
            List<@Nullable Object> values = new ArrayList<>();
            several.forEach(value -> values.add(jsonValue(value)));
            return values;
        }
        return cell.toString();
    }

    private String text() {
        List<List<String>> lines = new ArrayList<>();
        lines.add(columns);
        rows.forEach(row -> lines.add(row.stream().map(Table::text).toList()));
        int[] widths = new int[columns.size()];
        for (List<String> line : lines) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], line.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder padded = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                padded.append(line.get(i))
                        .append(" ".repeat(widths[i] - line.get(i).length()))
                        .append(GAP);
            }
            text.append(padded.toString().stripTrailing()).append('\n');
        }
        return text.substring(0, text.length() - 1);
    }

    /** One line, whatever is in it: a name that came from outside must not draw rows or move the cursor. */
    private static String text(@Nullable Object cell) {
        if (cell == null) {
            return "-";
        }
        if (cell instanceof Iterable<?> several) {
            List<String> values = new ArrayList<>();
            several.forEach(value -> values.add(text(value)));
            return values.isEmpty() ? "-" : String.join("; ", values);
        }
        return cell.toString().replaceAll("\\p{Cntrl}+", " ");
    }
}

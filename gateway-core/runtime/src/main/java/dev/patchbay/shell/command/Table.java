package dev.patchbay.shell.command;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Rows for people. Lines are at most {@value Columns#LINE} columns wide: what is wider is cut, with an ellipsis, in
 * the columns that may be cut. Ids may not, since they are what the next command is given.
 */
public final class Table {
    private static final String GAP = "  ";
    private static final String WHOLE = "!";
    /** What a column keeps, however narrow the line is. */
    private static final int LEAST = 6;

    private final List<String> columns;
    private final List<Boolean> whole;
    private final List<List<String>> rows = new ArrayList<>();

    private Table(List<String> columns, List<Boolean> whole) {
        this.columns = columns;
        this.whole = whole;
    }

    /** An empty table. A column whose name ends with an exclamation mark, which is not shown, is never cut. */
    public static Table of(String... columns) {
        return new Table(
                Stream.of(columns)
                        .map(each -> each.endsWith(WHOLE) ? each.substring(0, each.length() - 1) : each)
                        .toList(),
                Stream.of(columns).map(each -> each.endsWith(WHOLE)).toList());
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
        rows.add(Stream.of(cells).map(Table::text).toList());
        return this;
    }

    /** Whether it has no row. */
    public boolean isEmpty() {
        return rows.isEmpty();
    }

    /**
     * The table, without a line break at its end.
     *
     * @param wide whether lines may be as long as they come
     */
    public String text(boolean wide) {
        int[] widths = widths();
        if (!wide) {
            fit(widths);
        }
        StringBuilder text = new StringBuilder(line(columns, widths));
        rows.forEach(row -> text.append('\n').append(line(row, widths)));
        return text.toString();
    }

    private int[] widths() {
        int[] widths = new int[columns.size()];
        for (int i = 0; i < widths.length; i++) {
            widths[i] = Columns.width(columns.get(i));
            for (List<String> row : rows) {
                widths[i] = Math.max(widths[i], Columns.width(row.get(i)));
            }
        }
        return widths;
    }

    /** Takes from the widest column that may be cut, until the line fits or nothing can be taken any more. */
    private void fit(int[] widths) {
        int over = (columns.size() - 1) * GAP.length() - Columns.LINE;
        for (int width : widths) {
            over += width;
        }
        while (over > 0) {
            int widest = -1;
            for (int i = 0; i < widths.length; i++) {
                if (!whole.get(i) && widths[i] > LEAST && (widest < 0 || widths[i] > widths[widest])) {
                    widest = i;
                }
            }
            if (widest < 0) {
                return;
            }
            widths[widest]--;
            over--;
        }
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < widths.length; i++) {
            line.append(Columns.fill(Columns.cut(cells.get(i), widths[i]), widths[i]))
                    .append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static String text(@Nullable Object cell) {
        if (cell == null) {
            return "-";
        }
        if (cell instanceof Iterable<?> several) {
            List<String> values = new ArrayList<>();
            several.forEach(value -> values.add(text(value)));
            return values.isEmpty() ? "-" : String.join(", ", values);
        }
        String text = Columns.line(cell.toString()).strip();
        return text.isEmpty() ? "-" : text;
    }
}

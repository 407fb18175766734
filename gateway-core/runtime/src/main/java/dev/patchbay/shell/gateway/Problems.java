package dev.patchbay.shell.gateway;

import dev.patchbay.shell.command.Columns;
import dev.patchbay.shell.command.Invocation;
import dev.patchbay.shell.command.Table;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the things of a table. Such texts are longer than a column has room for: they stand below the table,
 * and within it only if its lines may be as long as they come.
 */
final class Problems {
    private final boolean wide;
    private final List<String> notes = new ArrayList<>();

    Problems(Invocation invocation) {
        wide = invocation.has("--wide");
    }

    /** What stands in the row of a thing. */
    @Nullable
    Object cell(String thing, List<String> problems) {
        if (wide || problems.isEmpty()) {
            return problems;
        }
        problems.forEach(each -> notes.add(thing + ": " + each));
        return problems.size() == 1 ? "1, see below" : problems.size() + ", see below";
    }

    /** The table, and below it what did not fit in. */
    String below(Table table) {
        return table.text(wide) + Columns.notes("problems", notes);
    }
}

package dev.patchbay.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The conditions of a query that depend on what is asked for, with their values. */
public final class Where {
    private final StringBuilder sql = new StringBuilder(" where 1 = 1");
    private final List<Object> values = new ArrayList<>();

    /** A condition without a value. */
    public Where and(String condition) {
        sql.append(" and ").append(condition);
        return this;
    }

    /**
     * A condition that counts if its value is given.
     *
     * @param condition holds one question mark, {@code s.id = ?} for example
     */
    public Where and(String condition, @Nullable Object value) {
        if (value != null) {
            and(condition);
            values.add(value);
        }
        return this;
    }

    /** That a column holds a text somewhere, in upper or lower case; counts if the text is given. */
    public Where contains(String column, @Nullable String text) {
        return and(
                "lower(" + column + ") like ? escape '!'",
                text == null ? null : "%" + text.toLowerCase(Locale.ROOT).replaceAll("[!%_]", "!$0") + "%");
    }

    /** That a column holds one of some values, of which there is one at least. */
    public Where in(String column, Collection<?> any) {
        and(column + " in (" + String.join(", ", Collections.nCopies(any.size(), "?")) + ")");
        values.addAll(any);
        return this;
    }

    /** From the word {@code where} on. */
    public String sql() {
        return sql.toString();
    }

    /** The values of the question marks, in order. */
    public Object[] values() {
        return values.toArray();
    }
}

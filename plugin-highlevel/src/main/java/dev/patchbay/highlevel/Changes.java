package dev.patchbay.highlevel;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What differs between two JSON objects, one line for each value: {@code dueDate: 2026-01-01 -> 2026-02-01}. */
final class Changes {
    private static final int MOST_LINES = 50;
    private static final int LONGEST_VALUE = 120;

    private final List<String> lines = new ArrayList<>();

    private Changes() {}

    static List<String> between(Map<?, ?> before, Map<?, ?> after) {
        Changes changes = new Changes();
        changes.objects("", before, after);
        List<String> lines = changes.lines;
        if (lines.size() > MOST_LINES) {
            List<String> first = new ArrayList<>(lines.subList(0, MOST_LINES));
            first.add("and " + (lines.size() - MOST_LINES) + " more");
            return first;
        }
        return lines;
    }

    private void values(String path, @Nullable Object before, @Nullable Object after) {
        if (before instanceof Map<?, ?> old && after instanceof Map<?, ?> other) {
            objects(path + ".", old, other);
        } else if (before instanceof List<?> old && after instanceof List<?> other) {
            for (int i = 0; i < Math.max(old.size(), other.size()); i++) {
                values(
                        path + "[" + i + "]",
                        i < old.size() ? old.get(i) : null,
                        i < other.size() ? other.get(i) : null);
            }
        } else if (!same(before, after)) {
            lines.add(path + ": " + cut(show(before)) + " -> " + cut(show(after)));
        }
    }

    private void objects(String prefix, Map<?, ?> before, Map<?, ?> after) {
        Set<Object> names = new LinkedHashSet<>(before.keySet());
        names.addAll(after.keySet());
        names.forEach(name -> values(prefix + name, before.get(name), after.get(name)));
    }

    private static boolean same(@Nullable Object before, @Nullable Object after) {
        return before instanceof Number old && after instanceof Number other
                ? decimal(old).compareTo(decimal(other)) == 0
                : Objects.equals(before, after);
    }

    /** A value as text, numbers without an exponent. */
    static String show(@Nullable Object value) {
        return value == null
                ? "nothing"
                : value instanceof Number number ? decimal(number).toPlainString() : value.toString();
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }

    private static String cut(String text) {
        return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + "…";
    }
}

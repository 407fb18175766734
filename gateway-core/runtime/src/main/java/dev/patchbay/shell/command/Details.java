package dev.patchbay.shell.command;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One object for people: a line for each field, objects within it indented, long texts wrapped. */
public final class Details {
    private static final String INDENT = "  ";
    private static final String GAP = "  ";
    private static final int LEAST = 30;

    private final StringBuilder text = new StringBuilder();

    private Details() {}

    /** The object, without a line break at its end. Its values are those of JSON; names get spaces for underscores. */
    public static String of(Map<String, ?> object) {
        Details details = new Details();
        details.add(object, "");
        return details.text.toString().stripTrailing();
    }

    private void add(Map<String, ?> object, String margin) {
        int width = object.entrySet().stream()
                .filter(each -> isPlain(each.getValue()))
                .mapToInt(each -> Columns.width(label(each.getKey())))
                .max()
                .orElse(0);
        object.forEach((name, value) -> {
            String label = margin + label(name);
            if (isPlain(value)) {
                String indent = " ".repeat(margin.length() + width) + GAP;
                text.append(Columns.fill(label, margin.length() + width))
                        .append(GAP)
                        .append(Columns.wrap(plain(value), Math.max(LEAST, Columns.LINE - indent.length()), indent))
                        .append('\n');
            } else if (value instanceof Map<?, ?> inner) {
                text.append(label).append('\n');
                add(named(inner), margin + INDENT);
            } else if (value instanceof List<?> several) {
                text.append(label).append('\n');
                for (Object each : several) {
                    int begin = text.length();
                    if (each instanceof Map<?, ?> inner && !inner.isEmpty()) {
                        add(named(inner), margin + INDENT + INDENT);
                    } else {
                        text.append(margin)
                                .append(INDENT)
                                .append(INDENT)
                                .append(plain(each))
                                .append('\n');
                    }
                    text.setCharAt(begin + margin.length() + INDENT.length(), '-');
                }
            }
        });
    }

    private static boolean isPlain(@Nullable Object value) {
        if (value instanceof Map<?, ?> map) {
            return map.isEmpty();
        }
        return !(value instanceof List<?> list)
                || list.stream().allMatch(each -> !(each instanceof Map<?, ?>) && !(each instanceof List<?>));
    }

    private static String plain(@Nullable Object value) {
        if (value == null || value instanceof Map<?, ?>) {
            return "-";
        }
        if (value instanceof List<?> list) {
            return list.isEmpty() ? "-" : list.stream().map(Details::plain).collect(Collectors.joining(", "));
        }
        String text = String.valueOf(value);
        List<String> lines = new ArrayList<>();
        text.lines().forEach(each -> lines.add(Columns.line(each)));
        return text.isBlank() ? "-" : String.join("\n", lines);
    }

    private static Map<String, Object> named(Map<?, ?> map) {
        Map<String, Object> named = new LinkedHashMap<>();
        map.forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    private static String label(String name) {
        return Columns.line(name.replace('_', ' '));
    }
}

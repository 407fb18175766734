package dev.patchbay.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** How an array or object is spread over the names and values of a query or form. */
enum QueryStyle {
    /** {@code a=1&a=2} */
    REPEAT,
    /** {@code a=1,2} */
    COMMA,
    /** {@code a[]=1&a[]=2} */
    BRACKETS,
    /** {@code a[k]=v} */
    DEEP,
    /** {@code a={"k":"v"}} */
    JSON;

    static List<String> words() {
        List<String> words = new ArrayList<>();
        for (QueryStyle each : values()) {
            words.add(each.name().toLowerCase(Locale.ROOT));
        }
        return words;
    }

    static QueryStyle of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Tells each name and value that a JSON value becomes; nothing for null. */
    void spread(String name, @Nullable Object value, BiConsumer<String, String> to) {
        if (value == null) {
            return;
        }
        if (value instanceof List<?> list) {
            spreadList(name, list, to);
        } else if (value instanceof Map<?, ?> map && this == DEEP) {
            map.forEach((key, each) -> spread(name + "[" + key + "]", each, to));
        } else {
            to.accept(name, WireText.of(value));
        }
    }

    private void spreadList(String name, List<?> list, BiConsumer<String, String> to) {
        switch (this) {
            case REPEAT -> list.forEach(each -> to.accept(name, text(each)));
            case BRACKETS -> list.forEach(each -> to.accept(name + "[]", text(each)));
            case COMMA -> {
                if (!list.isEmpty()) {
                    to.accept(
                            name,
                            String.join(",", list.stream().map(QueryStyle::text).toList()));
                }
            }
            case DEEP -> {
                for (int i = 0; i < list.size(); i++) {
                    spread(name + "[" + i + "]", list.get(i), to);
                }
            }
            case JSON -> to.accept(name, WireText.json(list));
        }
    }

    private static String text(@Nullable Object value) {
        return value == null ? "null" : WireText.of(value);
    }
}

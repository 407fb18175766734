package dev.patchbay.integration;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A part of a YAML document that remembers where it stands. */
sealed interface YamlNode {
    Place place();

    /** The JSON value of it. */
    @Nullable
    Object plain();

    /** The key's place and the value behind it. */
    record Entry(Place place, YamlNode value) {}

    /** Keys and values in the order in which they are written. */
    record Mapping(Place place, Map<String, Entry> entries) implements YamlNode {
        @Override
        public Object plain() {
            Map<String, @Nullable Object> plain = new LinkedHashMap<>();
            entries.forEach((key, entry) -> plain.put(key, entry.value().plain()));
            return Collections.unmodifiableMap(plain);
        }
    }

    /** Values in their order. */
    record Sequence(Place place, List<YamlNode> items) implements YamlNode {
        @Override
        public Object plain() {
            List<@Nullable Object> plain = new ArrayList<>(items.size());
            items.forEach(each -> plain.add(each.plain()));
            return Collections.unmodifiableList(plain);
        }
    }

    /**
     * A text, number, boolean or null.
     *
     * @param value the JSON value
     * @param text as it is written, without quotes
     */
    record Scalar(Place place, @Nullable Object value, String text) implements YamlNode {
        @Override
        public @Nullable Object plain() {
            return value;
        }
    }
}

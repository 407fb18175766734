package dev.patchbay.integration;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one mapping as they are taken by its reader. What nobody has taken when it is {@linkplain #close closed}
 * is an unknown key, and so a mistake. What is of the wrong kind is told, and read as if it were absent.
 */
final class Keys {
    private final YamlNode.Mapping mapping;
    private final String what;
    private final Mistakes mistakes;
    private final Set<String> known = new HashSet<>();

    /** @param what what the mapping describes, "a method" for example */
    Keys(YamlNode.Mapping mapping, String what, Mistakes mistakes) {
        this.mapping = mapping;
        this.what = what;
        this.mistakes = mistakes;
    }

    Place place() {
        return mapping.place();
    }

    Place place(String key) {
        YamlNode.Entry entry = mapping.entries().get(key);
        return entry == null ? mapping.place() : entry.place();
    }

    boolean has(String key) {
        return mapping.entries().containsKey(key);
    }

    @Nullable
    YamlNode node(String key) {
        known.add(key);
        YamlNode.Entry entry = mapping.entries().get(key);
        return entry == null ? null : entry.value();
    }

    @Nullable
    String text(String key) {
        YamlNode node = node(key);
        if (node == null) {
            return null;
        }
        if (node instanceof YamlNode.Scalar scalar && scalar.value() != null) {
            return scalar.text();
        }
        mistakes.add(place(key), "\"" + key + "\" must be a text");
        return null;
    }

    /** A text that must be there and not blank; empty after a mistake. */
    String need(String key) {
        String text = text(key);
        if (text != null && !text.isBlank()) {
            return text;
        }
        if (text != null || !has(key)) {
            mistakes.add(place(key), "\"" + key + "\" is missing in " + what);
        }
        return "";
    }

    boolean flag(String key, boolean otherwise) {
        YamlNode node = node(key);
        if (node == null) {
            return otherwise;
        }
        if (node.plain() instanceof Boolean flag) {
            return flag;
        }
        mistakes.add(place(key), "\"" + key + "\" must be true or false");
        return otherwise;
    }

    int number(String key, int least, int most, int otherwise) {
        YamlNode node = node(key);
        if (node == null) {
            return otherwise;
        }
        if (node.plain() instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        mistakes.add(place(key), "\"" + key + "\" must be a whole number from " + least + " to " + most);
        return otherwise;
    }

    /** One of some words, or {@code null} if it is absent or another word. */
    @Nullable
    String word(String key, List<String> words) {
        String text = text(key);
        if (text != null && !words.contains(text)) {
            mistakes.add(place(key), "\"" + key + "\" must be one of " + String.join(", ", words) + ", not " + text);
            return null;
        }
        return text;
    }

    /** A list of texts, or {@code null} if it is absent. A single text is a list of one. */
    @Nullable
    List<String> texts(String key) {
        YamlNode node = node(key);
        if (node == null) {
            return null;
        }
        List<YamlNode> items = node instanceof YamlNode.Sequence sequence ? sequence.items() : List.of(node);
        List<String> texts = new ArrayList<>();
        for (YamlNode item : items) {
            if (item instanceof YamlNode.Scalar scalar && scalar.value() != null) {
                texts.add(scalar.text());
            } else {
                mistakes.add(item.place(), "\"" + key + "\" must be a list of texts");
            }
        }
        return List.copyOf(texts);
    }

    YamlNode.@Nullable Mapping mapping(String key) {
        YamlNode node = node(key);
        if (node == null || node instanceof YamlNode.Mapping) {
            return (YamlNode.Mapping) node;
        }
        mistakes.add(place(key), "\"" + key + "\" must hold keys and values");
        return null;
    }

    /** The mappings behind the keys of a mapping, in order; empty if it is absent. */
    Map<String, YamlNode.Mapping> mappings(String key) {
        YamlNode.Mapping outer = mapping(key);
        Map<String, YamlNode.Mapping> inner = new LinkedHashMap<>();
        if (outer != null) {
            outer.entries().forEach((name, entry) -> {
                if (entry.value() instanceof YamlNode.Mapping each) {
                    inner.put(name, each);
                } else {
                    mistakes.add(entry.place(), "\"" + name + "\" must hold keys and values");
                }
            });
        }
        return inner;
    }

    /** What nobody asked for so far, as JSON values. Counts as asked for. */
    Map<String, Object> rest() {
        Map<String, Object> rest = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> {
            if (known.add(key)) {
                Object value = entry.value().plain();
                if (value == null) {
                    mistakes.add(entry.place(), "\"" + key + "\" has no value");
                } else {
                    rest.put(key, value);
                }
            }
        });
        return rest;
    }

    /** Tells the keys that nobody knows. */
    void close() {
        mapping.entries().forEach((key, entry) -> {
            if (!known.contains(key)) {
                mistakes.add(entry.place(), "unknown key \"" + key + "\" in " + what);
            }
        });
    }
}

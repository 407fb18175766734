package dev.patchbay.integration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of the description that may depend on the account. */
@FunctionalInterface
interface FixedValue {
    /** The JSON value for an account's context, or {@code null} if the account lacks what it is made of. */
    @Nullable
    Object in(Map<String, String> context);

    /** A value whose texts may be templates. */
    static FixedValue of(YamlNode node, TemplateReader templates) {
        if (node instanceof YamlNode.Scalar scalar) {
            if (scalar.value() instanceof String text && text.contains("{{")) {
                Template template = templates.read(scalar.place(), text);
                return template::fill;
            }
            return constant(scalar.value());
        }
        if (!holdsTemplate(node)) {
            return constant(node.plain());
        }
        return node instanceof YamlNode.Sequence sequence
                ? list(sequence, templates)
                : map((YamlNode.Mapping) node, templates);
    }

    private static FixedValue constant(@Nullable Object value) {
        return context -> value;
    }

    private static boolean holdsTemplate(YamlNode node) {
        if (node instanceof YamlNode.Scalar scalar) {
            return scalar.value() instanceof String text && text.contains("{{");
        }
        return node instanceof YamlNode.Sequence sequence
                ? sequence.items().stream().anyMatch(FixedValue::holdsTemplate)
                : ((YamlNode.Mapping) node).entries().values().stream().anyMatch(entry -> holdsTemplate(entry.value()));
    }

    private static FixedValue list(YamlNode.Sequence sequence, TemplateReader templates) {
        List<FixedValue> items = new ArrayList<>();
        sequence.items().forEach(item -> items.add(of(item, templates)));
        return context -> {
            List<@Nullable Object> filled = new ArrayList<>();
            for (FixedValue item : items) {
                Object value = item.in(context);
                if (value != null) {
                    filled.add(value);
                }
            }
            return filled;
        };
    }

    private static FixedValue map(YamlNode.Mapping mapping, TemplateReader templates) {
        Map<String, FixedValue> values = new LinkedHashMap<>();
        mapping.entries().forEach((key, entry) -> values.put(key, of(entry.value(), templates)));
        return context -> {
            Map<String, Object> filled = new LinkedHashMap<>();
            values.forEach((key, each) -> {
                Object value = each.in(context);
                if (value != null) {
                    filled.put(key, value);
                }
            });
            return filled;
        };
    }
}

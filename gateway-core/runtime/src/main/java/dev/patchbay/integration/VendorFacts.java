package dev.patchbay.integration;

import dev.patchbay.api.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the methods of a description need to know of their vendor.
 *
 * @param headers sent with every request
 */
record VendorFacts(String id, List<Field> context, Map<String, FixedValue> headers, TemplateReader templates) {
    Set<String> contextNames() {
        return context.stream().map(Field::name).collect(Collectors.toUnmodifiableSet());
    }

    Set<String> optionalContext() {
        return context.stream()
                .filter(field -> !field.required())
                .map(Field::name)
                .collect(Collectors.toUnmodifiableSet());
    }
}

package dev.patchbay.integration;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One argument of a method, in one place of the request.
 *
 * @param wire the vendor's name for it; of a file, other arguments may stand in it in braces
 * @param schema as it is published
 * @param maxBytes how large a file may be, or {@code null} if the argument is not a file
 */
record Argument(
        String name,
        Where where,
        String wire,
        Map<String, Object> schema,
        boolean required,
        QueryStyle style,
        @Nullable Integer maxBytes) {}

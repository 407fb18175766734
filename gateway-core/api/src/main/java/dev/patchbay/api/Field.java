package dev.patchbay.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One value that an operator gives when an account is connected: a part of its context or of its credential.
 *
 * @param name the key under which the value is kept, in the vendor's own spelling
 * @param title the label of the value in a form
 * @param description what it is and where in the vendor's product it is found
 * @param required whether an account cannot be connected without it
 * @param secret whether the value must never be shown again
 * @param pattern a regular expression that the whole value must match, or {@code null} for any text
 * @param format what the pattern lets pass, in words that follow "must be" and with an example, or {@code null}
 */
public record Field(
        String name,
        String title,
        String description,
        boolean required,
        boolean secret,
        @Nullable String pattern,
        @Nullable String format) {
    public Field {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(title, "title is null");
        Objects.requireNonNull(description, "description is null");
    }
}

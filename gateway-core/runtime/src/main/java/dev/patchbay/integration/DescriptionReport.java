package dev.patchbay.integration;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of one description.
 *
 * @param bundle the symbolic name of the bundle that brought it
 * @param version the bundle's version
 * @param integration the integration's id, or {@code null} if it could not be read that far
 * @param tools how many tools it has; 0 if it was refused
 * @param undocumented how many methods have no text, and so are no tools
 * @param errors why it was refused, as {@code file:line: text}; empty if it was not
 */
public record DescriptionReport(
        String bundle, String version, @Nullable String integration, int tools, int undocumented, List<String> errors) {
    public DescriptionReport {
        errors = List.copyOf(errors);
    }
}

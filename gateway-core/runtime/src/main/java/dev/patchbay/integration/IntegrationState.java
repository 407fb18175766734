package dev.patchbay.integration;

import dev.patchbay.api.Integration;
import dev.patchbay.tool.ToolCatalog;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An integration that a deployed bundle brings, or would bring if its description were good.
 *
 * @param id {@code null} if the description could not be read that far
 * @param integration {@code null} if it was refused
 * @param bundle the symbolic name of its bundle; {@code null} if the integration is not described, but written in Java
 * @param version the bundle's version, {@code null} as before
 * @param tools how many tools an account with all of its context has
 * @param undocumented how many methods of the description have no text, and so are no tools
 * @param quarantined the tools that are not published, and why
 * @param problems why it was refused, as {@code file:line: text}; empty if it was not
 */
public record IntegrationState(
        @Nullable String id,
        @Nullable Integration integration,
        @Nullable String bundle,
        @Nullable String version,
        int tools,
        int undocumented,
        List<ToolCatalog.Quarantined> quarantined,
        List<String> problems) {
    public IntegrationState {
        quarantined = List.copyOf(quarantined);
        problems = List.copyOf(problems);
    }
}

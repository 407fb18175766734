package dev.patchbay.console.integrations;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Badge;
import java.util.List;
import java.util.Locale;

/**
 * A file in the deploy folder and what became of it.
 *
 * @param file its name
 * @param bundle the bundle that it is; empty if it is none
 * @param version the bundle's version
 * @param state how far it has come
 * @param kind what it is for
 * @param problems what keeps it from working, each with its remedy
 * @param integrations the ids of those that it brings
 * @param accounts how many accounts these have
 * @param servers how many MCP servers those have
 */
public record Deployment(
        String file,
        String bundle,
        String version,
        String state,
        String kind,
        List<String> problems,
        List<String> integrations,
        long accounts,
        long servers) {
    private static final String CONSOLE = "plugin-console";

    static Deployment of(Json deployment) {
        return new Deployment(
                deployment.text("file"),
                deployment.text("bundle"),
                deployment.text("version"),
                deployment.text("state").replace('_', ' '),
                deployment.text("kind"),
                deployment.texts("problems"),
                deployment.texts("integrations"),
                deployment.number("accounts"),
                deployment.number("servers"));
    }

    public String url() {
        return "/console/integrations/files/" + file;
    }

    public Badge badge() {
        if (active() && !problems.isEmpty()) {
            return new Badge(Badge.Tone.WARN, "In trouble");
        }
        Badge.Tone tone = switch (state) {
            case "active" -> Badge.Tone.GOOD;
            case "waiting" -> Badge.Tone.NOTE;
            case "stopped", "ignored" -> Badge.Tone.QUIET;
            default -> Badge.Tone.BAD;
        };
        return new Badge(
                tone,
                state.isEmpty() ? "Unknown" : state.substring(0, 1).toUpperCase(Locale.ROOT) + state.substring(1));
    }

    /** Whether it can be stopped. */
    public boolean active() {
        return state.equals("active");
    }

    /** Whether it can be started. */
    public boolean stopped() {
        return state.equals("stopped");
    }

    /** Whether it is what shows this page. */
    public boolean ofConsole() {
        return bundle.equals(CONSOLE);
    }

    /** Whether nobody would miss it. */
    public boolean unused() {
        return accounts == 0 && servers == 0 && !ofConsole();
    }
}

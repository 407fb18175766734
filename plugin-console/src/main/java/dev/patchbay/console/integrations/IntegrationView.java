package dev.patchbay.console.integrations;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Badge;
import dev.patchbay.console.web.Visit;
import java.util.List;
import java.util.Map;

/**
 * An integration, as far as deploying is concerned.
 *
 * @param id its id; empty if its description could not be read that far
 * @param title what it is called; its id if that is unknown
 * @param description what can be done with it
 * @param baseUrl where the vendor is
 * @param refused whether its description was
 * @param bundle the bundle that brings it; empty if unknown
 * @param version the bundle's version
 * @param tools how many tools it has
 * @param quarantined the tools that are not published
 * @param problems why it was refused, each with its place: {@code billsby.yaml:12: …}
 */
public record IntegrationView(
        String id,
        String title,
        String description,
        String baseUrl,
        boolean refused,
        String bundle,
        String version,
        long tools,
        List<Quarantined> quarantined,
        List<String> problems) {
    /**
     * A tool that is not published.
     *
     * @param tool its name
     * @param reason why
     */
    public record Quarantined(String tool, String reason) {}

    static IntegrationView of(Json integration) {
        String id = integration.text("id");
        String title = integration.text("title");
        String bundle = integration.text("bundle");
        return new IntegrationView(
                id,
                title.isEmpty() ? (id.isEmpty() ? bundle : id) : title,
                integration.text("description"),
                integration.text("base_url"),
                integration.text("state").equals("refused"),
                bundle,
                integration.text("version"),
                integration.number("tools"),
                integration.list("quarantined").stream()
                        .map(each -> new Quarantined(each.text("tool"), each.text("reason")))
                        .toList(),
                integration.texts("problems"));
    }

    static List<IntegrationView> all(Visit visit) {
        return visit.read("/integration", Map.of("limit", "200")).list("result").stream()
                .map(IntegrationView::of)
                .toList();
    }

    public String url() {
        return "/console/integrations/" + id;
    }

    /** Whether it is there and whole. */
    public Badge badge() {
        if (refused) {
            return new Badge(Badge.Tone.BAD, "Refused");
        }
        return quarantined.isEmpty()
                ? new Badge(Badge.Tone.GOOD, "Active")
                : new Badge(Badge.Tone.WARN, quarantined.size() + " quarantined");
    }
}

package dev.patchbay.console.settings;

import dev.patchbay.console.Area;
import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Badge;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Visit;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code /console/settings}: what the gateway is set to and where that is written, and how it is. */
public final class SettingsPages implements Area {
    @Override
    public void addTo(Router router) {
        router.get("/settings", this::show);
    }

    /**
     * The page.
     *
     * @param facts what runs where, by name
     * @param health what is looked after
     * @param configurations what is set
     * @param bundles what it is made of
     */
    public record Model(
            Map<String, String> facts,
            List<Check> health,
            List<Configuration> configurations,
            List<BundleView> bundles) {}

    /**
     * A health check.
     *
     * @param name what it looks after
     * @param badge how that is
     * @param messages why
     */
    public record Check(String name, Badge badge, List<String> messages) {}

    /**
     * The settings of one part of the gateway.
     *
     * @param pid its name
     * @param file the file that sets them; empty if all is as it comes
     * @param properties the settings
     */
    public record Configuration(String pid, String file, List<Property> properties) {}

    /**
     * A setting.
     *
     * @param name its name
     * @param value what it is set to; secrets are hidden
     * @param usual whether that is as it comes
     * @param description what it does
     */
    public record Property(String name, String value, boolean usual, String description) {}

    /**
     * A bundle.
     *
     * @param name its symbolic name
     * @param version its version
     * @param badge its state
     */
    public record BundleView(String name, String version, Badge badge) {}

    private Reply show(Visit visit) {
        Json settings = visit.read("/settings");
        return Reply.page(
                "settings/settings",
                "Settings",
                new Model(
                        facts(settings),
                        settings.list("health").stream()
                                .map(SettingsPages::check)
                                .toList(),
                        settings.list("configuration").stream()
                                .map(SettingsPages::configuration)
                                .toList(),
                        settings.list("bundles").stream()
                                .map(each -> new BundleView(
                                        each.text("name"), each.text("version"), state(each.text("state"))))
                                .toList()));
    }

    private static Map<String, String> facts(Json settings) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("Version", settings.text("version"));
        facts.put("Public URL", settings.text("public_url"));
        facts.put("Listening at", words(settings.at("listening")));
        facts.put("Running for", span(Duration.ofSeconds(settings.number("uptime_seconds"))));
        facts.put("Node", settings.text("node"));
        facts.put("Java", words(settings.at("java")));
        facts.put("Operating system", words(settings.at("os")));
        Json store = settings.at("store");
        facts.put("Store", store.text("dialect"));
        facts.put("Store's address", store.text("url"));
        facts.put("Data folder", settings.text("data_folder"));
        facts.put("Configuration folder", settings.text("conf_folder"));
        facts.put("Deploy folder", settings.text("deploy_folder"));
        facts.values().removeIf(String::isEmpty);
        return facts;
    }

    /** A value that may be a text, a list of texts or an object of texts. */
    private static String words(Json value) {
        if (!value.items().isEmpty()) {
            return String.join(", ", value.items().stream().map(Json::text).toList());
        }
        if (!value.members().isEmpty()) {
            return String.join(
                    " ", value.members().values().stream().map(Json::text).toList());
        }
        return value.text();
    }

    private static String span(Duration time) {
        if (time.toMinutes() < 1) {
            return time.toSeconds() + " s";
        }
        if (time.toHours() < 1) {
            return time.toMinutes() + " min";
        }
        return time.toDays() < 1
                ? time.toHours() + " h " + time.toMinutesPart() + " min"
                : time.toDays() + " d " + time.toHoursPart() + " h";
    }

    private static Check check(Json check) {
        return new Check(check.text("name"), health(check.text("status")), check.texts("messages"));
    }

    private static Badge health(String status) {
        return switch (status.toLowerCase(Locale.ROOT)) {
            case "ok", "up" -> new Badge(Badge.Tone.GOOD, "OK");
            case "warn" -> new Badge(Badge.Tone.WARN, "Warning");
            case "temporarily_unavailable" -> new Badge(Badge.Tone.WARN, "Not at the moment");
            default -> new Badge(Badge.Tone.BAD, "Critical");
        };
    }

    private static Badge state(String state) {
        return switch (state.toLowerCase(Locale.ROOT)) {
            case "active" -> new Badge(Badge.Tone.GOOD, "Active");
            case "fragment" -> new Badge(Badge.Tone.QUIET, "Fragment");
            case "starting", "stopping", "waiting" -> new Badge(Badge.Tone.NOTE, state);
            default -> new Badge(Badge.Tone.QUIET, state);
        };
    }

    private static Configuration configuration(Json configuration) {
        return new Configuration(
                configuration.text("pid"),
                configuration.text("file").equals("default") ? "" : configuration.text("file"),
                configuration.list("properties").stream()
                        .map(each -> new Property(
                                each.text("name"),
                                words(each.at("value")),
                                each.flag("default"),
                                each.text("description")))
                        .toList());
    }
}

package dev.patchbay.console.overview;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Badge;
import dev.patchbay.console.page.Badge.Tone;
import dev.patchbay.console.page.Sentence;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that needs a person.
 *
 * @param badge how much
 * @param title what
 * @param detail more about it
 * @param remedy what to do
 * @param since since when
 * @param url where to do it; {@code null} if nowhere in the console
 * @param action what the way there is called
 */
public record Attention(
        Badge badge,
        String title,
        String detail,
        String remedy,
        @Nullable Instant since,
        @Nullable String url,
        String action) {
    static Attention of(Json item) {
        String account = item.text("integrated_account_id");
        String server = item.text("mcp_id");
        String kind = item.text("kind");
        String url = switch (kind) {
            case "needs_reauth" -> "/console/accounts/" + account + "/reconnect";
            case "unreachable" -> "/console/accounts/" + account;
            case "server_expires" -> "/console/servers/" + account + "/" + server + "/edit";
            case "quarantined", "refused_bundle" -> "/console/integrations";
            case "health" -> "/console/settings";
            default -> null;
        };
        String action = switch (kind) {
            case "needs_reauth" -> "Reconnect";
            case "server_expires" -> "Change the expiry";
            default -> "Look";
        };
        return new Attention(
                badge(item.text("severity")),
                item.text("title"),
                Sentence.of(item.text("detail")),
                Sentence.of(item.text("remedy")),
                item.time("since"),
                url,
                action);
    }

    private static Badge badge(String severity) {
        return switch (severity) {
            case "error", "critical" -> new Badge(Tone.BAD, "Broken");
            case "warning", "warn" -> new Badge(Tone.WARN, "Soon");
            default -> new Badge(Tone.NOTE, "Note");
        };
    }
}

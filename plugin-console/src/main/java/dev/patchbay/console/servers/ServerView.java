package dev.patchbay.console.servers;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Badge;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An MCP server, as pages show it: all but its URL.
 *
 * @param id its id
 * @param name what the operator calls it
 * @param account the id of its account
 * @param accountName what its account is called, and whose it is
 * @param methods its filter by method; empty for all
 * @param tags its filter by tag; empty for all
 * @param secondFactor whether its URL opens it only together with an API token
 * @param confirm whether a person is asked before dangerous calls
 * @param discovery {@code list} or {@code search}
 * @param status {@code active} or {@code expired}
 * @param expiresAt when its URL ends by itself
 * @param createdAt when it was minted
 * @param lastUsedAt when somebody last opened it
 * @param createdBy the id of the API token that minted it
 * @param previousUntil until when the URL before the present one works; {@code null} if it does not
 * @param tools how large its list of tools is
 * @param calls how many calls it had in the last day
 */
public record ServerView(
        String id,
        String name,
        String account,
        String accountName,
        List<String> methods,
        List<String> tags,
        boolean secondFactor,
        boolean confirm,
        String discovery,
        String status,
        @Nullable Instant expiresAt,
        @Nullable Instant createdAt,
        @Nullable Instant lastUsedAt,
        String createdBy,
        @Nullable Instant previousUntil,
        ListSize tools,
        long calls) {

    public static ServerView of(Json server) {
        Json config = server.at("config");
        return new ServerView(
                server.text("id"),
                server.text("name"),
                server.text("integrated_account_id"),
                server.text("integrated_account_name") + " · " + server.text("integration"),
                config.texts("methods"),
                config.texts("tags"),
                config.flag("require_api_token_auth"),
                config.flag("confirm"),
                config.text("discovery"),
                server.text("status"),
                server.time("expires_at"),
                server.time("created_at"),
                server.time("last_used_at"),
                server.text("created_by"),
                server.time("previous_url_until"),
                ListSize.of(server.at("tools"), "count"),
                server.at("calls").number("count"));
    }

    public String url() {
        return "/console/servers/" + account + "/" + id;
    }

    public Badge badge() {
        return Badge.server(status);
    }

    /** The filters in words. */
    public String scope() {
        String what = methods.isEmpty() ? "all methods" : String.join(", ", methods);
        return tags.isEmpty() ? what : what + " · " + String.join(", ", tags);
    }
}

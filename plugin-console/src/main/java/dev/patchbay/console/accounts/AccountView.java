package dev.patchbay.console.accounts;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Badge;
import dev.patchbay.console.page.Sentence;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account, as pages show it.
 *
 * @param id its id
 * @param name what the operator calls it
 * @param integration the id of its integration
 * @param deployed whether the integration is
 * @param status {@code active}, {@code needs_reauth} or {@code unreachable}
 * @param reason why it is so; empty for a connected account
 * @param since since when
 * @param context which part of the vendor it is, by field; secrets hidden
 * @param authMethod how it proves who calls
 * @param baseUrl where the vendor is, if elsewhere than usual
 * @param parent the id of the account by which it logs in; empty if it does so by itself
 * @param servers how many MCP servers it has
 * @param createdAt when it was connected
 */
public record AccountView(
        String id,
        String name,
        String integration,
        boolean deployed,
        String status,
        String reason,
        @Nullable Instant since,
        Map<String, Json> context,
        String authMethod,
        String baseUrl,
        String parent,
        long servers,
        @Nullable Instant createdAt) {

    public static AccountView of(Json account) {
        return new AccountView(
                account.text("id"),
                account.text("name"),
                account.text("integration"),
                account.flag("integration_deployed"),
                account.text("status"),
                account.text("status_reason"),
                account.time("status_since"),
                account.at("context").members(),
                account.text("auth_method"),
                account.text("base_url"),
                account.text("parent_id"),
                account.number("servers"),
                account.time("created_at"));
    }

    public String url() {
        return "/console/accounts/" + id;
    }

    /** Why it is as it is, as a sentence. */
    public String sentence() {
        return Sentence.of(reason);
    }

    public Badge badge() {
        return deployed ? Badge.account(status) : new Badge(Badge.Tone.QUIET, "Integration not deployed");
    }
}

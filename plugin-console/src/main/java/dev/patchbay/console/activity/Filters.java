package dev.patchbay.console.activity;

import dev.patchbay.console.page.Pager;
import dev.patchbay.console.web.Visit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What somebody looks for in the trail.
 *
 * @param asked by parameter, as it was entered; empty for anything
 */
public record Filters(Map<String, String> asked) {
    static final String ACCOUNT = "integrated_account_id";

    private static final List<String> NAMES = List.of(
            ACCOUNT,
            "mcp_id",
            "action",
            "outcome",
            "effect",
            "since",
            "until",
            "request_id",
            "integration",
            "api_token_id");

    static Filters of(Visit visit) {
        Map<String, String> asked = new LinkedHashMap<>();
        NAMES.forEach(name -> asked.put(name, visit.query(name)));
        return new Filters(asked);
    }

    /** The same of another account, or of all if it is empty. */
    Filters ofAccount(String account) {
        Map<String, String> other = new LinkedHashMap<>(asked);
        other.put(ACCOUNT, account);
        return new Filters(other);
    }

    /** What was asked for. */
    public String get(String name) {
        return asked.getOrDefault(name, "");
    }

    public boolean any() {
        return asked.values().stream().anyMatch(each -> !each.isEmpty());
    }

    /** Whether there is more than what everybody sees of the form. */
    public boolean special() {
        return List.of("since", "until", "request_id", "mcp_id", "api_token_id", "integration").stream()
                .anyMatch(each -> !get(each).isEmpty());
    }

    /** As parameters of the admin API. Times without a zone are in UTC, as the form says. */
    Map<String, String> query() {
        Map<String, String> query = new HashMap<>(asked);
        query.computeIfPresent("since", (name, value) -> instant(value));
        query.computeIfPresent("until", (name, value) -> instant(value));
        return query;
    }

    private static String instant(String entered) {
        if (entered.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d")) {
            return entered + ":00Z";
        }
        return entered.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?") ? entered + "Z" : entered;
    }

    /** As parameters of a page of the console, with a {@code ?} before them; empty if there are none. */
    public String address() {
        String query = Pager.query(asked);
        return query.isEmpty() ? "" : "?" + query;
    }
}

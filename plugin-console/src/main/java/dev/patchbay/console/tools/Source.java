package dev.patchbay.console.tools;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Pager;
import dev.patchbay.console.web.Trouble;
import dev.patchbay.console.web.Visit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Where tools are looked at: an integration with all that it has, or one account of it.
 *
 * @param integration the id of the integration
 * @param title what the integration is called
 * @param account the id of the account; empty for the integration itself
 * @param accountName what the account is called; empty as before
 */
public record Source(String integration, String title, String account, String accountName) {
    static final String ACCOUNT = "account";

    private static final String LARGEST_PAGE = "200";

    /** What the address says: the integration in its path, the account in its query or in the form. */
    static Source of(Visit visit) {
        String account = visit.form().text(ACCOUNT);
        return of(visit, account.isEmpty() ? visit.query(ACCOUNT) : account);
    }

    /** The same of an account, or of none if it is empty. */
    static Source of(Visit visit, String account) {
        String id = visit.variable("integration");
        Json integration = visit.readIfThere("/integration/" + id, Map.of());
        String title = integration.present() ? integration.text("title") : id;
        if (account.isEmpty()) {
            if (!integration.present()) {
                throw Trouble.notFound("integration");
            }
            return new Source(id, title, "", "");
        }
        Json found = visit.read("/integrated-account/" + account);
        if (!found.text("integration").equals(id)) {
            throw Trouble.notFound("account of this integration");
        }
        return new Source(id, title, account, found.text("name"));
    }

    public boolean ofAccount() {
        return !account.isEmpty();
    }

    /** The list of tools. */
    public String url() {
        return "/console/tools/" + integration + query();
    }

    /** The page of one tool. */
    public String url(ToolView tool) {
        return page(tool) + query();
    }

    /** The page that runs a tool. */
    public String runUrl(ToolView tool) {
        return page(tool) + "/run" + query();
    }

    private String page(ToolView tool) {
        return "/console/tools/" + integration + "/" + tool.name();
    }

    private String query() {
        return account.isEmpty() ? "" : "?" + Pager.query(Map.of(ACCOUNT, account));
    }

    private String api() {
        return (account.isEmpty() ? "/integration/" + integration : "/integrated-account/" + account) + "/tools";
    }

    /** A page of its tools. */
    Json page(Visit visit, Map<String, String> query) {
        return visit.read(api(), query);
    }

    /** One of its tools. */
    ToolView tool(Visit visit, String name) {
        if (ofAccount()) {
            return toolIfThere(visit, name)
                    .orElseThrow(() -> new Trouble(
                            404,
                            "“" + accountName + "” has no tool " + name
                                    + ". Some tools need another kind of account, or a field of the context that this one"
                                    + " does not have; and none is there while the integration is stopped."));
        }
        String cursor = "";
        do {
            Json page = page(visit, Map.of("q", name, "limit", LARGEST_PAGE, "next_cursor", cursor));
            for (Json tool : page.list("result")) {
                if (tool.text("name").equals(name)) {
                    return ToolView.of(tool);
                }
            }
            cursor = page.text("next_cursor");
        } while (!cursor.isEmpty());
        throw Trouble.notFound("tool");
    }

    /** A tool of the account, if it has it. */
    Optional<ToolView> toolIfThere(Visit visit, String name) {
        Json found = visit.readIfThere(api() + "/" + name, Map.of());
        return found.present() ? Optional.of(ToolView.of(found)) : Optional.empty();
    }

    /** How many tools it has, by tag; under the empty text how many in all. */
    Map<String, Integer> tags(Visit visit) {
        Map<String, Integer> counts = new TreeMap<>();
        String cursor = "";
        do {
            Json page = page(visit, Map.of("limit", LARGEST_PAGE, "next_cursor", cursor));
            for (Json tool : page.list("result")) {
                counts.merge("", 1, Integer::sum);
                tool.texts("tags").forEach(tag -> counts.merge(tag, 1, Integer::sum));
            }
            cursor = page.text("next_cursor");
        } while (!cursor.isEmpty());
        return counts;
    }
}

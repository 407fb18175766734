package dev.patchbay.console.accounts;

import dev.patchbay.console.Area;
import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Pager;
import dev.patchbay.console.servers.ServerView;
import dev.patchbay.console.web.Outcome;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Visit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /console/accounts}: what is connected; one account; taking it away. */
public final class AccountPages implements Area {
    private static final String API = "/integrated-account/";
    private static final int SHOWN_SERVERS = 50;

    @Override
    public void addTo(Router router) {
        new ConnectPages().addTo(router);
        new LocationPages().addTo(router);
        router.get("/accounts", this::list)
                .get("/accounts/{account}", this::show)
                .post("/accounts/{account}/test", this::test)
                .get("/accounts/{account}/disconnect", this::askDisconnect)
                .post("/accounts/{account}/disconnect", this::disconnect);
    }

    /**
     * The page that lists accounts.
     *
     * @param accounts those of this page
     * @param integrations to filter by
     * @param filters what was asked for, by parameter
     * @param pager to the other pages
     */
    public record ListModel(
            List<AccountView> accounts, List<Integration> integrations, Map<String, String> filters, Pager pager) {
        /** The integration of an account. */
        public Integration integrationOf(AccountView account) {
            return integrations.stream()
                    .filter(each -> each.id().equals(account.integration()))
                    .findFirst()
                    .orElseGet(() -> Integration.absent(account.integration()));
        }

        /** Whether the list is only a part. */
        public boolean filtered() {
            return filters.values().stream().anyMatch(each -> !each.isEmpty());
        }
    }

    /**
     * The page of one account.
     *
     * @param servers its MCP servers, the newest first
     * @param more whether it has more servers than those
     * @param locations whether its login may open several places, which can be connected from here
     */
    public record ShowModel(
            AccountView account, Integration integration, List<ServerView> servers, boolean more, boolean locations) {}

    private Reply list(Visit visit) {
        Map<String, String> filters = new LinkedHashMap<>();
        for (String name : List.of("q", "status", "integration")) {
            filters.put(name, visit.query(name));
        }
        Map<String, String> query = new LinkedHashMap<>(filters);
        query.put("next_cursor", visit.query("cursor"));
        Json page = visit.read("/integrated-account", query);
        return Reply.page(
                "accounts/list",
                "Accounts",
                new ListModel(
                        page.list("result").stream().map(AccountView::of).toList(),
                        Integration.all(visit),
                        filters,
                        Pager.of("/console/accounts", filters, visit.query("cursor"), page.text("next_cursor"))));
    }

    private Reply show(Visit visit) {
        AccountView account = find(visit);
        Integration integration = Integration.find(visit, account.integration());
        Json servers = visit.read(API + account.id() + "/mcp", Map.of("limit", String.valueOf(SHOWN_SERVERS)));
        return Reply.page(
                "accounts/show",
                account.name(),
                new ShowModel(
                        account,
                        integration,
                        servers.list("result").stream().map(ServerView::of).toList(),
                        servers.at("next_cursor").present(),
                        account.parent().isEmpty()
                                && integration.opensSeveral(integration.method(account.authMethod()))));
    }

    static AccountView find(Visit visit) {
        return AccountView.of(visit.read(API + visit.variable("account")));
    }

    private Reply test(Visit visit) {
        AccountView account = find(visit);
        Outcome outcome = visit.change("POST", API + account.id() + "/test", Map.of());
        TestResult result = TestResult.of(outcome);
        if (visit.enhanced()) {
            return Reply.fragment("accounts/test-result", result);
        }
        visit.session().tell(result.title() + " " + result.message());
        return Reply.redirect("/accounts/" + account.id());
    }

    private Reply askDisconnect(Visit visit) {
        AccountView account = find(visit);
        return Reply.page("accounts/disconnect", "Disconnect " + account.name(), account);
    }

    private Reply disconnect(Visit visit) {
        AccountView account = find(visit);
        visit.change("DELETE", API + account.id(), null).orTrouble();
        visit.session().tell("The account “" + account.name() + "” is disconnected, and its MCP URLs are closed.");
        return Reply.redirect("/accounts");
    }
}

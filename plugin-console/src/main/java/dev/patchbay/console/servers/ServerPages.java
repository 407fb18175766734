package dev.patchbay.console.servers;

import dev.patchbay.console.Area;
import dev.patchbay.console.chooser.AccountChooser;
import dev.patchbay.console.json.Json;
import dev.patchbay.console.overview.Chart;
import dev.patchbay.console.page.Pager;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Visit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /console/servers}: what was minted, over all accounts; one server; taking it away. */
public final class ServerPages implements Area {
    private static final String ACCOUNT = "integrated_account_id";

    @Override
    public void addTo(Router router) {
        new MintPages().addTo(router);
        router.get("/servers", this::list)
                // the address of the page that showed a URL: what it showed is gone
                .get(
                        "/servers/{account}",
                        visit -> Reply.redirect("/servers?" + Pager.query(Map.of(ACCOUNT, visit.variable("account")))))
                .get("/servers/{account}/{server}", this::show)
                .get("/servers/{account}/{server}/revoke", this::askRevoke)
                .post("/servers/{account}/{server}/revoke", this::revoke);
    }

    /**
     * The page that lists servers.
     *
     * @param servers those of this page
     * @param accounts the account to filter by
     * @param filters what was asked for, by parameter
     * @param pager to the other pages
     */
    public record ListModel(
            List<ServerView> servers, AccountChooser accounts, Map<String, String> filters, Pager pager) {
        /** Whether the list is only a part. */
        public boolean filtered() {
            return filters.values().stream().anyMatch(each -> !each.isEmpty());
        }
    }

    /**
     * The page of one server.
     *
     * @param accountName what its account is called
     * @param preview the tools that it has
     * @param day what was called through it in a day
     */
    public record ShowModel(ServerView server, String accountName, Preview preview, Chart day) {}

    private Reply list(Visit visit) {
        Map<String, String> filters = new LinkedHashMap<>();
        for (String name : List.of("q", "status")) {
            filters.put(name, visit.query(name));
        }
        AccountChooser accounts = AccountChooser.of(visit, ACCOUNT, "", false);
        filters.put(ACCOUNT, accounts.chosen());
        Map<String, String> query = new LinkedHashMap<>(filters);
        query.put("next_cursor", visit.query("cursor"));
        Json page = visit.read("/mcp-server", query);
        List<ServerView> servers =
                page.list("result").stream().map(ServerView::of).toList();
        return Reply.page(
                "servers/list",
                "MCP servers",
                new ListModel(
                        servers,
                        accounts,
                        filters,
                        Pager.of("/console/servers", filters, visit.query("cursor"), page.text("next_cursor"))));
    }

    static String api(Visit visit) {
        return "/integrated-account/" + visit.variable("account") + "/mcp";
    }

    static String accountName(Visit visit) {
        return visit.read("/integrated-account/" + visit.variable("account")).text("name");
    }

    static ServerView find(Visit visit) {
        return ServerView.of(visit.read(api(visit) + "/" + visit.variable("server")));
    }

    private Reply show(Visit visit) {
        ServerView server = find(visit);
        Preview preview =
                Preview.of(visit, server.account(), ServerForm.Chosen.of(server).config(false));
        Json day = visit.readIfThere("/statistics", Map.of("window", "day", "mcp_id", server.id()));
        return Reply.page(
                "servers/show",
                server.name(),
                new ShowModel(server, accountName(visit), preview, Chart.of("The last day", day)));
    }

    private Reply askRevoke(Visit visit) {
        ServerView server = find(visit);
        return Reply.page("servers/revoke", "Revoke " + server.name(), server);
    }

    private Reply revoke(Visit visit) {
        ServerView server = find(visit);
        visit.change("DELETE", api(visit) + "/" + server.id(), null).orTrouble();
        visit.session().tell("“" + server.name() + "” is revoked: its URL opens nothing any more.");
        return Reply.redirect("/accounts/" + server.account());
    }
}

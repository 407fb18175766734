package dev.patchbay.console.accounts;

import dev.patchbay.console.Area;
import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Pager;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Visit;
import java.util.Map;

/** {@code /console/accounts}: what is connected. */
public final class AccountPages implements Area {
    @Override
    public void addTo(Router router) {
        router.get("/accounts", this::list);
    }

    private Reply list(Visit visit) {
        Map<String, String> filters = Map.of(
                "q", visit.query("q"), "status", visit.query("status"), "integration", visit.query("integration"));
        Json page = visit.read("/integrated-account", AccountList.query(filters, visit.query("cursor")));
        return Reply.page(
                "accounts/list",
                "Accounts",
                new AccountList(
                        page.list("result").stream().map(AccountView::of).toList(),
                        filters,
                        Pager.of("/console/accounts", filters, visit.query("cursor"), page.text("next_cursor"))));
    }
}

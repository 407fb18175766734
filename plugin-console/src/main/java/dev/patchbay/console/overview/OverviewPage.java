package dev.patchbay.console.overview;

import dev.patchbay.console.Area;
import dev.patchbay.console.accounts.AccountView;
import dev.patchbay.console.json.Json;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Visit;
import java.util.List;
import java.util.Map;

/** {@code /console}: how it is, and what needs a person. */
public final class OverviewPage implements Area {
    private static final int SHOWN_ACCOUNTS = 12;

    /**
     * What the page shows.
     *
     * @param attention what needs a person
     * @param known whether the gateway could say so
     * @param hour the calls of the last hour
     * @param day the calls of the last day
     * @param tools the tools that were called most in a day
     * @param accounts some accounts
     * @param more whether there are more
     */
    public record Model(
            List<Attention> attention,
            boolean known,
            Chart hour,
            Chart day,
            List<Busy> tools,
            List<AccountView> accounts,
            boolean more) {}

    /**
     * A tool that is called a lot.
     *
     * @param name as a model calls it
     * @param calls how often in a day
     * @param errors how many of them failed
     */
    public record Busy(String name, long calls, long errors) {}

    @Override
    public void addTo(Router router) {
        router.get("/", visit -> Reply.page("overview/overview", "Overview", model(visit)))
                .get("/overview/live", visit -> Reply.fragment("overview/live", model(visit)));
    }

    private static Model model(Visit visit) {
        Json accounts = visit.read("/integrated-account", Map.of("limit", String.valueOf(SHOWN_ACCOUNTS)));
        Json day = visit.readIfThere("/statistics", Map.of("window", "day"));
        Json attention = visit.readIfThere("/attention", Map.of());
        return new Model(
                attention.list("result").stream().map(Attention::of).toList(),
                attention.present(),
                Chart.of("The last hour", visit.readIfThere("/statistics", Map.of("window", "hour"))),
                Chart.of("The last day", day),
                day.list("by_tool").stream()
                        .map(each -> new Busy(each.text("tool"), each.number("calls"), each.number("errors")))
                        .toList(),
                accounts.list("result").stream().map(AccountView::of).toList(),
                accounts.at("next_cursor").present());
    }
}

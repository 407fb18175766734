package dev.patchbay.console.activity;

import dev.patchbay.console.Area;
import dev.patchbay.console.chooser.AccountChooser;
import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Pager;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Trouble;
import dev.patchbay.console.web.Visit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /console/activity}: what was done, the newest first. */
public final class ActivityPages implements Area {
    private static final String API = "/audit";
    private static final String SHOWN_RELATED = "20";
    private static final String SHOWN_SERVERS = "100";

    @Override
    public void addTo(Router router) {
        router.get("/activity", this::list)
                .get("/activity/tail", this::tail)
                .get("/activity/verify", this::askVerify)
                .post("/activity/verify", this::verify)
                .get("/activity/{line}", this::show);
    }

    /**
     * The page that lists what was done.
     *
     * @param lines those of this page
     * @param names of what they name
     * @param accounts the account to filter by
     * @param servers the servers of the account that is looked for, by id; empty without one
     * @param filters what was asked for
     * @param tail its live end; {@code null} on pages that do not have the newest line
     * @param pager to older lines
     */
    public record ListModel(
            List<Line> lines,
            Names names,
            AccountChooser accounts,
            Map<String, String> servers,
            Filters filters,
            @Nullable Tail tail,
            Pager pager) {}

    /**
     * The page of one line.
     *
     * @param names of what it names
     * @param related the other lines of the same request, the newest first
     */
    public record ShowModel(Line line, Names names, List<Line> related) {}

    /**
     * Whether the trail is as it was written.
     *
     * @param done whether it was looked at
     * @param intact whether it is
     * @param lines how many lines were read
     * @param faults where it is not, in sentences
     * @param millis how long it took
     */
    public record Verdict(boolean done, boolean intact, long lines, List<String> faults, long millis) {}

    private Reply list(Visit visit) {
        AccountChooser accounts = AccountChooser.of(visit, Filters.ACCOUNT, "", false);
        String account = accounts.chosen();
        Filters filters = Filters.of(visit).ofAccount(account);
        Json page = page(visit, filters, "next_cursor", visit.query("cursor"));
        List<Line> lines = lines(page);
        boolean newest = visit.query("cursor").isEmpty() && filters.get("until").isEmpty();
        Names names = Names.of(visit, lines);
        Map<String, String> servers =
                account.isEmpty() ? Map.of() : servers(visit, account, filters.get("mcp_id"), names);
        Tail tail = newest
                ? new Tail(filters, page.text("newest_cursor"), List.of(), names, 0, Tail.State.LIVE, true)
                : null;
        return Reply.page(
                "activity/list",
                "Activity",
                new ListModel(
                        lines,
                        names,
                        accounts,
                        servers,
                        filters,
                        tail,
                        Pager.of(
                                "/console/activity",
                                filters.asked(),
                                visit.query("cursor"),
                                page.text("next_cursor"))));
    }

    /** The servers to filter by: the first of an account, and the one that is looked for. */
    private static Map<String, String> servers(Visit visit, String account, String chosen, Names names) {
        Map<String, String> choices = new LinkedHashMap<>();
        visit.readIfThere("/integrated-account/" + account + "/mcp", Map.of("limit", SHOWN_SERVERS))
                .list("result")
                .forEach(each -> choices.put(each.text("id"), each.text("name")));
        if (!chosen.isEmpty()) {
            choices.putIfAbsent(chosen, names.of(chosen));
        }
        return choices;
    }

    private static Json page(Visit visit, Filters filters, String where, String cursor) {
        Map<String, String> query = new HashMap<>(filters.query());
        query.put(where, cursor);
        return visit.read(API, query);
    }

    private static List<Line> lines(Json page) {
        return page.list("result").stream().map(Line::of).toList();
    }

    /** What is new, for a script that asks again and again. */
    private Reply tail(Visit visit) {
        Filters filters = Filters.of(visit);
        if (!visit.enhanced()) {
            return Reply.redirect("/activity" + filters.address());
        }
        String after = visit.query("after");
        int shown = visit.query("shown").matches("\\d{1,4}") ? Integer.parseInt(visit.query("shown")) : 0;
        if (visit.query("state").equals(Tail.State.PAUSED.name())) {
            Tail paused = new Tail(filters, after, List.of(), new Names(Map.of()), shown, Tail.State.PAUSED, true);
            return Reply.fragment("activity/tail", paused);
        }
        Json page = page(visit, filters, "after", after);
        List<Line> lines = lines(page);
        int all = shown + lines.size();
        String cursor = page.text("newest_cursor");
        return Reply.fragment(
                "activity/tail",
                new Tail(
                        filters,
                        cursor.isEmpty() ? after : cursor,
                        lines,
                        Names.of(visit, lines),
                        all,
                        all >= Tail.MOST ? Tail.State.FULL : Tail.State.LIVE,
                        !lines.isEmpty() || !visit.query("was").equals(Tail.State.LIVE.name())));
    }

    private Reply show(Visit visit) {
        if (!visit.variable("line").matches("\\d{1,18}")) {
            throw Trouble.notFound("line");
        }
        Line line = Line.of(visit.read(API + "/" + visit.variable("line")));
        List<Line> related = line.requestId().isEmpty()
                ? List.of()
                : lines(visit.read(API, Map.of("request_id", line.requestId(), "limit", SHOWN_RELATED))).stream()
                        .filter(each -> !each.id().equals(line.id()))
                        .toList();
        return Reply.page("activity/show", line.action(), new ShowModel(line, Names.of(visit, List.of(line)), related));
    }

    private Reply askVerify(Visit visit) {
        return Reply.page("activity/verify", "Verify the audit trail", new Verdict(false, false, 0, List.of(), 0));
    }

    private Reply verify(Visit visit) {
        long began = System.nanoTime();
        Json verdict = visit.read(API + "/verdict");
        return Reply.page(
                "activity/verify",
                "Verify the audit trail",
                new Verdict(
                        true,
                        verdict.flag("intact"),
                        verdict.number("lines"),
                        verdict.texts("faults"),
                        (System.nanoTime() - began) / 1_000_000));
    }
}

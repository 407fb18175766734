package dev.patchbay.console.tools;

import dev.patchbay.console.Area;
import dev.patchbay.console.chooser.AccountChooser;
import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Pager;
import dev.patchbay.console.web.Reply;
import dev.patchbay.console.web.Router;
import dev.patchbay.console.web.Visit;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /console/tools}: the tools of integrations and accounts, as models see them. */
public final class ToolPages implements Area {
    private static final String SHOWN = "50";

    @Override
    public void addTo(Router router) {
        router.get("/tools", this::choose).get("/tools/{integration}", this::list);
        new RunPages().addTo(router);
        router.get("/tools/{integration}/{tool}", this::show);
    }

    /**
     * Where to look.
     *
     * @param integrations what is deployed
     */
    public record ChooseModel(List<Choice> integrations) {}

    /**
     * An integration to look at.
     *
     * @param id its id
     * @param title what it is called
     * @param description what can be done with it
     * @param tools how many tools it has
     */
    public record Choice(String id, String title, String description, long tools) {}

    /**
     * The page that lists tools.
     *
     * @param source of which they are
     * @param tools those of this page
     * @param tags the tags to filter by, with the number of tools each; under the empty text the number of all
     * @param accounts the account by which to look
     * @param filters what was asked for, by parameter
     * @param pager to the other pages
     */
    public record ListModel(
            Source source,
            List<ToolView> tools,
            Map<String, Integer> tags,
            AccountChooser accounts,
            Map<String, String> filters,
            Pager pager) {
        /** Whether the list is only a part. */
        public boolean filtered() {
            return filters.entrySet().stream()
                    .anyMatch(each -> !each.getKey().equals(Source.ACCOUNT)
                            && !each.getValue().isEmpty());
        }

        /** How many tools there are. */
        public int all() {
            return tags.getOrDefault("", 0);
        }
    }

    /**
     * The page of one tool.
     *
     * @param source where it was looked up
     */
    public record ShowModel(Source source, ToolView tool) {}

    private Reply choose(Visit visit) {
        return Reply.page(
                "tools/choose",
                "Tools",
                new ChooseModel(visit.read("/integration", Map.of("limit", "200")).list("result").stream()
                        .filter(each -> !each.text("state").equals("refused"))
                        .map(each -> new Choice(
                                each.text("id"), each.text("title"), each.text("description"), each.number("tools")))
                        .toList()));
    }

    private Reply list(Visit visit) {
        AccountChooser accounts = AccountChooser.of(visit, Source.ACCOUNT, visit.variable("integration"), false);
        Source source = Source.of(visit, accounts.chosen());
        Map<String, String> filters = new LinkedHashMap<>();
        for (String name : List.of("q", "tag", "effect")) {
            filters.put(name, visit.query(name));
        }
        Map<String, String> query = new HashMap<>(filters);
        filters.put(Source.ACCOUNT, source.account());
        query.put("limit", SHOWN);
        query.put("next_cursor", visit.query("cursor"));
        Json page = source.page(visit, query);
        return Reply.page(
                "tools/list",
                "Tools of " + (source.ofAccount() ? source.accountName() : source.title()),
                new ListModel(
                        source,
                        page.list("result").stream().map(ToolView::of).toList(),
                        source.tags(visit),
                        accounts,
                        filters,
                        Pager.of(
                                "/console/tools/" + source.integration(),
                                filters,
                                visit.query("cursor"),
                                page.text("next_cursor"))));
    }

    private Reply show(Visit visit) {
        Source source = Source.of(visit);
        ToolView tool = source.tool(visit, visit.variable("tool"));
        return Reply.page("tools/show", tool.title(), new ShowModel(source, tool));
    }
}

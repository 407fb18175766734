package dev.patchbay.console.servers;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Badge;
import dev.patchbay.console.page.Sentence;
import dev.patchbay.console.web.Outcome;
import dev.patchbay.console.web.Problem;
import dev.patchbay.console.web.Visit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a server would have, while its filters are chosen.
 *
 * @param size of the list that a client gets
 * @param all of the list without any filter
 * @param methods the words of the method filter, with the number of tools each
 * @param tags the words of the tag filter, with the number of tools each
 * @param warnings what the operator should know before minting
 * @param tools those that pass the filters
 * @param problem why there is no preview
 */
public record Preview(
        ListSize size,
        ListSize all,
        List<Choice> methods,
        List<Choice> tags,
        List<String> warnings,
        List<PreviewTool> tools,
        @Nullable Problem problem) {
    private static final int SHOWN = 150;

    /**
     * A word of a filter.
     *
     * @param word as the API takes it
     * @param tools how many it lets pass
     */
    public record Choice(String word, long tools) {}

    /**
     * A tool that the server would have.
     *
     * @param name as a model calls it
     * @param title as a person calls it
     * @param effect what it does to the vendor's data
     * @param movesMoney whether it does
     */
    public record PreviewTool(String name, String title, Badge effect, boolean movesMoney) {}

    /** Asks the gateway. */
    static Preview of(Visit visit, String account, Map<String, Object> config) {
        Outcome outcome =
                visit.change("POST", "/integrated-account/" + account + "/mcp/preview", Map.of("config", config));
        if (outcome instanceof Outcome.Refused refused) {
            ListSize none = ListSize.of(Json.ABSENT, "");
            return new Preview(none, none, List.of(), List.of(), List.of(), List.of(), refused.problem());
        }
        Json body = ((Outcome.Done) outcome).body();
        return new Preview(
                ListSize.of(body, "tools"),
                ListSize.of(body.at("all"), "tools"),
                body.list("methods").stream()
                        .map(each -> new Choice(each.text("word"), each.number("tools")))
                        .toList(),
                body.list("tags").stream()
                        .map(each -> new Choice(each.text("tag"), each.number("tools")))
                        .toList(),
                body.texts("warnings").stream().map(Sentence::of).toList(),
                body.list("result").stream()
                        .map(each -> new PreviewTool(
                                each.text("name"),
                                each.text("title"),
                                Badge.effect(each.text("effect").toLowerCase(Locale.ROOT)),
                                each.flag("moves_money")))
                        .toList(),
                null);
    }

    /** The tools that are shown by name. */
    public List<PreviewTool> shown() {
        return tools.subList(0, Math.min(SHOWN, tools.size()));
    }

    /** How many more there are. */
    public int more() {
        return tools.size() - shown().size();
    }
}

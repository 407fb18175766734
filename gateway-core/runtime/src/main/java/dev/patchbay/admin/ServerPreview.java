package dev.patchbay.admin;

import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.Effect;
import dev.patchbay.api.Tool;
import dev.patchbay.protocol.ServerTools;
import dev.patchbay.token.McpServers;
import dev.patchbay.token.Permission;
import dev.patchbay.token.ServerOptions;
import dev.patchbay.tool.ToolEntry;
import dev.patchbay.tool.ToolFilter;
import dev.patchbay.tool.ToolSize;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code …/mcp/preview}: what a server would list, while somebody chooses. Nothing is minted. */
final class ServerPreview {
    /** The words that stand for several methods, or for one that every integration may have. */
    private static final List<String> WORDS = List.of("read", "write", "custom");

    private final AccountResource accounts;
    private final McpServers servers;
    private final ServerTools tools;
    private final ServerView views;

    ServerPreview(AccountResource accounts, McpServers servers, ServerTools tools, ServerView views) {
        this.accounts = accounts;
        this.servers = servers;
        this.tools = tools;
        this.views = views;
    }

    void addTo(Routes routes) {
        ServerResource.BASES.forEach(base -> routes.add("POST", base + "/preview", Permission.OPERATE, this::preview));
    }

    private Answer preview(Call call) {
        call.onlyQueries();
        IntegratedAccount account = accounts.found(call);
        Fields fields = call.fieldsIfAny();
        ServerConfig config = ServerConfig.of(fields, ToolFilter.ALL, ServerOptions.DEFAULT);
        // What is no matter here may be sent along: the form that mints is the form that previews.
        fields.text("name");
        fields.instant("expires_at");
        fields.end();
        servers.checkFilter(account, config.filter());

        List<ToolEntry> all = tools.passing(account, ToolFilter.ALL);
        List<ToolEntry> passing = tools.passing(account, config.filter());
        Map<String, @Nullable Object> view = new LinkedHashMap<>(
                sized(tools.size(account, config.filter(), config.options().discovery())));
        view.put("all", sized(ToolSize.of(all)));
        view.put("methods", methods(all));
        view.put("tags", tags(all));
        view.put("warnings", views.warnings(account, config.filter(), config.options()));
        view.put("result", passing.stream().map(each -> line(each.tool())).toList());
        return Answer.ok(view);
    }

    private static Map<String, Object> sized(ToolSize size) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("tools", size.tools());
        view.put("bytes", size.bytes());
        view.put("estimated_tokens", size.estimatedTokens());
        return view;
    }

    /** Every word that a filter may hold, with how many tools it would leave by itself. */
    private static List<Map<String, Object>> methods(List<ToolEntry> all) {
        TreeSet<String> own = new TreeSet<>();
        all.forEach(each -> own.add(each.tool().method()));
        List<String> words = new ArrayList<>(WORDS);
        words.addAll(own);
        return words.stream()
                .distinct()
                .map(word -> counted(
                        "word",
                        word,
                        all.stream()
                                .filter(each -> new ToolFilter(Set.of(word), Set.of()).allows(each.tool()))
                                .count()))
                .toList();
    }

    private static List<Map<String, Object>> tags(List<ToolEntry> all) {
        SortedMap<String, Long> counts = new TreeMap<>();
        all.forEach(each -> each.tool().tags().forEach(tag -> counts.merge(tag, 1L, Long::sum)));
        return counts.entrySet().stream()
                .map(each -> counted("tag", each.getKey(), each.getValue()))
                .toList();
    }

    private static Map<String, Object> counted(String name, String value, long tools) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put(name, value);
        view.put("tools", tools);
        return view;
    }

    private static Map<String, Object> line(Tool tool) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", tool.name());
        view.put("title", tool.title());
        view.put("effect", word(tool.effect()));
        view.put("method", tool.method());
        view.put("resource", tool.resource());
        view.put("tags", new TreeSet<>(tool.tags()));
        view.put("moves_money", tool.movesMoney());
        return view;
    }

    static String word(Effect effect) {
        return effect.name().toLowerCase(Locale.ROOT);
    }
}

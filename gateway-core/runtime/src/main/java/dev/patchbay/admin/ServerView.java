package dev.patchbay.admin;

import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.audit.AuditTrail;
import dev.patchbay.audit.ServerCalls;
import dev.patchbay.protocol.ServerTools;
import dev.patchbay.token.McpServer;
import dev.patchbay.token.ServerOptions;
import dev.patchbay.token.ServerOptions.Discovery;
import dev.patchbay.tool.ToolFilter;
import dev.patchbay.tool.ToolSize;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Servers as clients of the admin API see them. */
final class ServerView {
    /** Above this a model chooses worse, and the list alone fills much of its context. */
    private static final int MANY_TOOLS = 60;

    private final ServerTools tools;
    private final AuditTrail audit;
    private final Clock clock;

    ServerView(ServerTools tools, AuditTrail audit, Clock clock) {
        this.tools = tools;
        this.audit = audit;
        this.clock = clock;
    }

    /** What is stored of a server. */
    Map<String, @Nullable Object> stored(McpServer server) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("methods", new TreeSet<>(server.filter().methods()));
        config.put("tags", new TreeSet<>(server.filter().tags()));
        config.put("require_api_token_auth", server.requireApiTokenAuth());
        config.put("confirm", server.options().confirm());
        config.put("discovery", server.options().discovery().word());
        Instant now = clock.instant();
        Instant previousUntil = server.previousUrlUntil();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", server.id());
        view.put("name", server.name());
        view.put("integrated_account_id", server.accountId());
        view.put("config", config);
        view.put("status", server.expired(now) ? "expired" : "active");
        view.put("expires_at", text(server.expiresAt()));
        view.put("created_at", server.createdAt().toString());
        view.put("updated_at", server.updatedAt().toString());
        view.put("created_by", server.createdBy());
        view.put("last_used_at", text(server.lastUsedAt()));
        view.put(
                "previous_url_until",
                previousUntil != null && now.isBefore(previousUntil) ? previousUntil.toString() : null);
        return view;
    }

    /** Servers with their accounts' names, the sizes of what they list, and how much they were called. */
    List<Map<String, @Nullable Object>> whole(List<McpServer> servers, Function<McpServer, IntegratedAccount> account) {
        ServerCalls calls = audit.calls(servers.stream().map(McpServer::id).toList());
        return servers.stream()
                .map(each -> whole(each, account.apply(each), calls))
                .toList();
    }

    /** The same of one server. */
    Map<String, @Nullable Object> whole(McpServer server, IntegratedAccount account) {
        return whole(server, account, audit.calls(List.of(server.id())));
    }

    private Map<String, @Nullable Object> whole(McpServer server, IntegratedAccount account, ServerCalls calls) {
        ToolSize size = tools.size(account, server.filter(), server.options().discovery());
        Map<String, @Nullable Object> view = stored(server);
        view.put("integrated_account_name", account.name());
        view.put("integration", account.integration());
        Map<String, Object> sized = new LinkedHashMap<>();
        sized.put("count", size.tools());
        sized.put("bytes", size.bytes());
        sized.put("estimated_tokens", size.estimatedTokens());
        view.put("tools", sized);
        Map<String, Object> called = new LinkedHashMap<>();
        called.put("count", calls.of(server.id()));
        called.put("since", calls.since().toString());
        view.put("calls", called);
        return view;
    }

    /** The same, with what whoever minted or changed it should think about. */
    Map<String, @Nullable Object> advised(McpServer server, IntegratedAccount account) {
        Map<String, @Nullable Object> view = whole(server, account);
        view.put("warnings", warnings(account, server.filter(), server.options()));
        return view;
    }

    /** What is allowed, but seldom meant. */
    List<String> warnings(IntegratedAccount account, ToolFilter filter, ServerOptions options) {
        List<String> warnings = new ArrayList<>();
        ToolSize all = ToolSize.of(tools.passing(account, filter));
        if (all.tools() == 0) {
            warnings.add("no tool passes this filter at present: the server lists none");
        }
        if (all.tools() > MANY_TOOLS && options.discovery() == Discovery.LIST) {
            warnings.add(String.format(
                    Locale.ROOT,
                    "the server lists %,d tools, about %,d tokens in every conversation; models choose worse among more "
                            + "than %d: narrow it by methods or tags, or let clients search (discovery \"search\")",
                    all.tools(),
                    all.estimatedTokens(),
                    MANY_TOOLS));
        }
        return warnings;
    }

    private static @Nullable String text(@Nullable Instant instant) {
        return instant == null ? null : instant.toString();
    }
}

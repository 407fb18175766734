package dev.patchbay.protocol;

import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.Account;
import dev.patchbay.api.Integration;
import dev.patchbay.token.McpServer;
import dev.patchbay.token.ServerOptions;
import dev.patchbay.tool.Integrations;
import dev.patchbay.tool.PromptList;
import dev.patchbay.tool.ToolCatalog;
import dev.patchbay.tool.ToolEntry;
import dev.patchbay.tool.ToolFilter;
import dev.patchbay.tool.ToolList;
import dev.patchbay.tool.ToolSize;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a server lists: its tools, or the three that find and call them, and the prompts that use its tools. */
@Component(service = ServerTools.class)
public final class ServerTools {
    private final ToolCatalog catalog;
    private final Integrations integrations;
    private final Map<ToolList, ToolList> discovery = new WeakHashMap<>();

    @Activate
    public ServerTools(@Reference ToolCatalog catalog, @Reference Integrations integrations) {
        this.catalog = catalog;
        this.integrations = integrations;
    }

    /** The tools that a client of a server is shown. */
    public ToolList listed(McpServer server, IntegratedAccount account) {
        Account seen = account.toAccount();
        ToolList tools = catalog.list(seen, server.filter());
        if (server.options().discovery() == ServerOptions.Discovery.LIST) {
            return tools;
        }
        synchronized (discovery) {
            return discovery.computeIfAbsent(tools, list -> three(seen, list.entries()));
        }
    }

    /** The prompts that a client of a server is shown; none while its integration is not deployed. */
    public PromptList prompts(McpServer server, IntegratedAccount account) {
        try (Integrations.Lease lease = integrations.lease(account.integration())) {
            return lease == null ? PromptList.NONE : prompts(lease, account.toAccount(), server.filter());
        }
    }

    /** The prompts of an account whose tools all pass a filter, of a provider that the caller holds. */
    PromptList prompts(Integrations.Lease lease, Account account, ToolFilter filter) {
        return catalog.list(lease, account, filter).prompts(lease.provider().prompts(account));
    }

    /** The tools of an account that a filter lets pass, however a client finds them. */
    public List<ToolEntry> passing(IntegratedAccount account, ToolFilter filter) {
        return catalog.entries(account.toAccount(), filter);
    }

    /** How large the list of a server is, or would be. */
    public ToolSize size(IntegratedAccount account, ToolFilter filter, ServerOptions.Discovery way) {
        List<ToolEntry> tools = passing(account, filter);
        return way == ServerOptions.Discovery.LIST
                ? ToolSize.of(tools)
                : three(account.toAccount(), tools).size();
    }

    private ToolList three(Account account, Collection<ToolEntry> tools) {
        String title =
                integrations.find(account.integration()).map(Integration::title).orElse(account.integration());
        return catalog.listOf(Discovery.tools(title, Discovery.tags(tools)));
    }
}

package dev.patchbay.protocol;

import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.audit.AuditTrail;
import dev.patchbay.metrics.CallMetrics;
import dev.patchbay.store.Database;
import dev.patchbay.token.McpServer;
import dev.patchbay.token.Pace;
import dev.patchbay.token.ServerOptions;
import dev.patchbay.tool.Cursors;
import dev.patchbay.tool.Integrations;
import dev.patchbay.tool.ToolCatalog;
import dev.patchbay.tool.ToolEntry;
import dev.patchbay.tool.ToolList;
import dev.patchbay.vault.Vault;
import dev.patchbay.vendor.VendorProxy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Does {@code tools/call}, whatever the revision: finds the tool among those that the server has, and runs it. */
@Component(service = ToolCalls.class, configurationPid = "dev.patchbay.calls")
@Designate(ocd = ToolCalls.Config.class)
public final class ToolCalls {
    /** Limits of calls. */
    @ObjectClassDefinition(name = "Patchbay tool calls")
    public @interface Config {
        @AttributeDefinition(
                description = "Seconds after which a call is given up, where its tool says nothing else; at most 300."
                        + " Clients give up after 60 themselves.")
        int timeout_seconds() default 55;

        @AttributeDefinition(
                description =
                        "Characters of a result above which it is cut, with a note that says how to get the rest.")
        int max_result_chars() default 100_000;

        @AttributeDefinition(
                description = "Calls of tools in a minute above which a server's are refused, with the seconds to wait,"
                        + " in words for the model. 0: no limit but the vendor's.")
        int calls_per_minute() default 6_000;
    }

    private final Integrations integrations;
    private final ToolCatalog catalog;
    private final ServerTools shown;
    private final Discovery discovery = new Discovery();
    private final ToolRun.Shared shared;

    @Activate
    public ToolCalls(
            Config config,
            @Reference Integrations integrations,
            @Reference ToolCatalog catalog,
            @Reference ServerTools shown,
            @Reference VendorProxy vendors,
            @Reference AuditTrail audit,
            @Reference CallMetrics metrics,
            @Reference Vault vault,
            @Reference Database database) {
        this.integrations = integrations;
        this.catalog = catalog;
        this.shown = shown;
        Cursors cursors = new Cursors(vault.derive("cursor"));
        this.shared = new ToolRun.Shared(
                vendors,
                audit,
                metrics,
                cursors,
                new ResultText(cursors, config.max_result_chars()),
                new RoundState(vault),
                new Confirmation(),
                new RepeatGuard(database, vault),
                new Pace(config.calls_per_minute()),
                config.calls_per_minute(),
                Duration.ofSeconds(config.timeout_seconds()));
    }

    /** The entry of a tool for checks that come before the call, or {@code null} if there is no such tool for it. */
    public @Nullable ToolEntry entry(CallOrigin origin, String name) {
        return catalog.list(origin.account().toAccount(), origin.filter()).find(name);
    }

    /**
     * Does one call.
     *
     * @param arguments the arguments as sent; a missing node for none
     * @throws RpcError if there is no such tool for this server, or the parameters cannot be used
     */
    public ToolAnswer call(CallOrigin origin, String name, JsonNode arguments, CallSession session) {
        IntegratedAccount account = origin.account();
        try (Integrations.Lease lease = integrations.lease(account.integration())) {
            if (lease == null) {
                return Failures.answer(
                        new GatewayException(
                                Kind.MISCONFIGURED,
                                "the integration " + account.integration()
                                        + " is not deployed at this moment; it may be being replaced: try again in some"
                                        + " seconds, or tell the operator of the gateway"),
                        origin.requestId());
            }
            ToolList tools = catalog.list(lease, account.toAccount(), origin.filter());
            McpServer server = origin.server();
            if (server != null && server.options().discovery() == ServerOptions.Discovery.SEARCH) {
                ToolEntry finder = shown.listed(server, account).find(name);
                if (finder != null) {
                    return discover(origin, lease, tools, finder, arguments, session);
                }
            }
            ToolEntry entry = tools.find(name);
            if (entry == null) {
                throw RpcError.invalidParams("unknown tool: " + bounded(name));
            }
            return new ToolRun(shared, origin, lease, entry, session).run(arguments);
        }
    }

    private ToolAnswer discover(
            CallOrigin origin,
            Integrations.Lease lease,
            ToolList tools,
            ToolEntry finder,
            JsonNode arguments,
            CallSession session) {
        try {
            ObjectNode given = arguments instanceof ObjectNode object ? object : JsonRpc.MAPPER.createObjectNode();
            List<String> mistakes = finder.mistakes(given);
            if (!mistakes.isEmpty()) {
                throw new GatewayException(Kind.INVALID_ARGUMENT, String.join("\n", mistakes));
            }
            String name = given.path("name").asString("");
            return switch (finder.tool().name()) {
                case Discovery.SEARCH -> found(discovery.search(tools, given));
                case Discovery.DESCRIBE -> found(discovery.describe(tools, name));
                default ->
                    new ToolRun(shared, origin, lease, discovery.found(tools, name), session)
                            .run(given.path("arguments"));
            };
        } catch (GatewayException e) {
            return Failures.answer(e, origin.requestId());
        }
    }

    private static ToolAnswer found(Map<String, Object> data) {
        return new ToolAnswer.Ended(null, JsonRpc.MAPPER.writeValueAsString(data), null, false, null);
    }

    private static String bounded(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }
}

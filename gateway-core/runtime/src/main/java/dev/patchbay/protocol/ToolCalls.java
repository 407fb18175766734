package dev.patchbay.protocol;

import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.Account;
import dev.patchbay.api.Effect;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.RateLimit;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.ToolResult;
import dev.patchbay.audit.AuditEntry;
import dev.patchbay.audit.AuditTrail;
import dev.patchbay.metrics.CallMetrics;
import dev.patchbay.token.McpServer;
import dev.patchbay.token.Pace;
import dev.patchbay.token.ServerOptions;
import dev.patchbay.tool.Cursors;
import dev.patchbay.tool.Integrations;
import dev.patchbay.tool.ToolCatalog;
import dev.patchbay.tool.ToolEntry;
import dev.patchbay.tool.ToolList;
import dev.patchbay.vault.Vault;
import dev.patchbay.vendor.CancellableClient;
import dev.patchbay.vendor.VendorProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Does {@code tools/call}, whatever the revision: finds the tool among those that the server has, checks the arguments,
 * lets the provider work, and tells audit and metrics once, at the end. A call that writes is put on record before
 * anything is sent, or is not sent.
 */
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

    private static final Logger LOG = LoggerFactory.getLogger(ToolCalls.class);
    private static final Duration LONGEST = Duration.ofSeconds(300);

    private final Integrations integrations;
    private final ToolCatalog catalog;
    private final ServerTools shown;
    private final Discovery discovery = new Discovery();
    private final VendorProxy vendors;
    private final AuditTrail audit;
    private final CallMetrics metrics;
    private final Cursors cursors;
    private final ResultText results;
    private final RoundState rounds;
    private final Confirmation confirmation = new Confirmation();
    private final Duration timeout;
    private final int callsPerMinute;
    private final Pace pace;

    @Activate
    public ToolCalls(
            Config config,
            @Reference Integrations integrations,
            @Reference ToolCatalog catalog,
            @Reference ServerTools shown,
            @Reference VendorProxy vendors,
            @Reference AuditTrail audit,
            @Reference CallMetrics metrics,
            @Reference Vault vault) {
        this.integrations = integrations;
        this.catalog = catalog;
        this.shown = shown;
        this.vendors = vendors;
        this.audit = audit;
        this.metrics = metrics;
        this.cursors = new Cursors(vault.derive("cursor"));
        this.results = new ResultText(cursors, config.max_result_chars());
        this.rounds = new RoundState(vault);
        this.timeout = Duration.ofSeconds(config.timeout_seconds());
        this.callsPerMinute = config.calls_per_minute();
        this.pace = new Pace(callsPerMinute);
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
            return new Call(origin, lease, entry, session).run(arguments);
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
                default -> new Call(origin, lease, discovery.found(tools, name), session).run(given.path("arguments"));
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

    /** One call on its way. */
    private final class Call {
        private final CallOrigin origin;
        private final Integrations.Lease lease;
        private final ToolEntry entry;
        private final Tool tool;
        private final CallSession session;
        private final Account account;
        private final Instant began = Instant.now();
        private final long beganNanos = System.nanoTime();
        private @Nullable String digest;

        Call(CallOrigin origin, Integrations.Lease lease, ToolEntry entry, CallSession session) {
            this.origin = origin;
            this.lease = lease;
            this.entry = entry;
            this.tool = entry.tool();
            this.session = session;
            this.account = origin.account().toAccount();
        }

        ToolAnswer run(JsonNode sent) {
            if (!sent.isMissingNode() && !sent.isNull() && !sent.isObject()) {
                throw RpcError.invalidParams("arguments must be an object");
            }
            ObjectNode arguments = sent instanceof ObjectNode object ? object : JsonRpc.MAPPER.createObjectNode();
            String outcome = "ok";
            Integer vendorStatus = null;
            ToolAnswer answer;
            try {
                answer = perform(arguments);
            } catch (GatewayException e) {
                outcome = Failures.word(e.kind());
                vendorStatus = e.vendorStatus();
                answer = failed(e);
            } catch (RpcError e) {
                tell("refused", null, 0);
                throw e;
            } catch (RuntimeException | LinkageError e) {
                outcome = Failures.word(Kind.INTERNAL);
                LOG.error("call {} of {} failed", origin.requestId(), tool.name(), e);
                answer = Failures.internal(origin.requestId());
            }
            if (answer instanceof ToolAnswer.Asked) {
                outcome = "input_required";
            }
            tell(outcome, vendorStatus, size(answer));
            return answer;
        }

        private ToolAnswer failed(GatewayException failure) {
            try {
                return Failures.answer(failure, origin.requestId());
            } catch (RpcError e) {
                tell(Failures.word(failure.kind()), failure.vendorStatus(), 0);
                throw e;
            }
        }

        private ToolAnswer perform(ObjectNode sent) {
            keepPace();
            ObjectNode arguments =
                    JsonRpc.MAPPER.valueToTree(lease.provider().ownArguments(tool, account, plain(sent)));
            List<String> mistakes = entry.mistakes(arguments);
            if (!mistakes.isEmpty()) {
                throw new GatewayException(Kind.INVALID_ARGUMENT, String.join("\n", mistakes));
            }
            Cursors.Position start = position(arguments);
            digest = RoundState.digest(arguments);
            openState(arguments);
            Map<String, Object> given = plain(arguments);
            boolean asks = origin.options().confirm() && Confirmation.concerns(tool);
            if (asks) {
                var question = confirmation.ask(tool, given, session);
                if (question.isPresent()) {
                    return answer(question.get(), arguments, start);
                }
            }
            if (tool.effect() != Effect.READS) {
                // Fails closed: what may move money is on record before it is sent.
                audit.recordNow(entry("started", null, 0));
            }
            ToolCall call = new ToolCall(tool, given, account, deadline(), session);
            CancellableClient vendor = vendors.open(call, lease.provider(), origin.account());
            CancellableClient traced =
                    session.trace().map(trace -> trace.tell(vendor)).orElse(vendor);
            session.attach(traced);
            ToolResult result = lease.provider().call(call, traced);
            return answer(
                    asks && result instanceof ToolResult.InputRequired more ? Confirmation.carry(more) : result,
                    arguments,
                    start);
        }

        private void keepPace() {
            McpServer server = origin.server();
            long wait = server == null ? 0 : pace.secondsToWait(server.id(), beganNanos);
            if (wait > 0) {
                throw new GatewayException(
                        Kind.RATE_LIMITED,
                        "this server takes " + callsPerMinute + " calls a minute, and had them; nothing was sent to the"
                                + " vendor. Call again in " + wait + " s",
                        null,
                        new RateLimit((long) callsPerMinute, 0L, wait, wait),
                        Map.of(),
                        null);
            }
        }

        private Cursors.Position position(ObjectNode arguments) {
            JsonNode cursor = arguments.path("next_cursor");
            if (!tool.method().equals("list") && !pages(arguments)) {
                return new Cursors.Position(null, 0);
            }
            if (!cursor.isString()) {
                return new Cursors.Position(null, 0);
            }
            Cursors.Position start = cursors.open(account.id(), tool.name(), cursor.asString());
            if (start.provider() == null) {
                arguments.remove("next_cursor");
            } else {
                arguments.put("next_cursor", start.provider());
            }
            return start;
        }

        private boolean pages(ObjectNode arguments) {
            return arguments.has("next_cursor")
                    && entry.inputSchema().path("properties").has("limit");
        }

        private void openState(ObjectNode arguments) {
            String sealed = session.sealedState();
            if (sealed != null) {
                session.opened(rounds.open(origin.holder(), tool.name(), arguments, sealed, began));
            }
        }

        private Instant deadline() {
            Duration own = tool.timeout() == null ? timeout : tool.timeout();
            return began.plus(own.compareTo(LONGEST) < 0 ? own : LONGEST);
        }

        private ToolAnswer answer(ToolResult result, ObjectNode arguments, Cursors.Position start) {
            if (result instanceof ToolResult.Data data) {
                String text = results.write(data, account.id(), tool.name(), start);
                Object structured = tool.outputSchema() == null ? null : data.value();
                return new ToolAnswer.Ended(null, text, structured, false, data.rateLimit());
            }
            if (result instanceof ToolResult.Content content) {
                return new ToolAnswer.Ended(content.blocks(), null, content.structured(), content.isError(), null);
            }
            ToolResult.InputRequired asked = (ToolResult.InputRequired) result;
            for (var request : asked.requests().values()) {
                if (Askable.capability(request.method()) == null) {
                    throw new GatewayException(
                            Kind.INTERNAL, "the tool asks the client for " + request.method() + ", which nobody can");
                }
            }
            String state = asked.state() == null
                    ? null
                    : rounds.seal(origin.holder(), tool.name(), arguments, asked.state(), Instant.now());
            return new ToolAnswer.Asked(asked.requests(), state);
        }

        private void tell(String outcome, @Nullable Integer vendorStatus, long responseBytes) {
            AuditEntry line = entry(outcome, vendorStatus, responseBytes);
            audit.record(line);
            metrics.called(
                    account.integration(), tool.effect(), outcome, Duration.ofNanos(System.nanoTime() - beganNanos));
        }

        private AuditEntry entry(String outcome, @Nullable Integer vendorStatus, long responseBytes) {
            return new AuditEntry(
                    Instant.now(),
                    origin.requestId(),
                    origin.serverId(),
                    origin.apiTokenId(),
                    account.id(),
                    account.integration(),
                    origin.remoteAddress(),
                    tool.name(),
                    tool.effect().name().toLowerCase(Locale.ROOT),
                    outcome,
                    vendorStatus,
                    (System.nanoTime() - beganNanos) / 1_000_000,
                    origin.requestBytes(),
                    responseBytes,
                    digest,
                    null);
        }

        @SuppressWarnings("unchecked")
        private static Map<String, Object> plain(ObjectNode arguments) {
            Object plain = JsonRpc.plain(arguments);
            return plain == null ? Map.of() : (Map<String, Object>) plain;
        }

        private static long size(ToolAnswer answer) {
            return answer instanceof ToolAnswer.Ended ended && ended.text() != null
                    ? ended.text().length()
                    : 0;
        }
    }
}

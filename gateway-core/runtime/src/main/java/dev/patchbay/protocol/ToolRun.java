package dev.patchbay.protocol;

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
import dev.patchbay.tool.Cursors;
import dev.patchbay.tool.Integrations;
import dev.patchbay.tool.RepeatKey;
import dev.patchbay.tool.ToolEntry;
import dev.patchbay.vendor.CancellableClient;
import dev.patchbay.vendor.VendorProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * One run of a tool: checks the arguments, asks the user where the server wants it, lets the provider work, and tells
 * audit and metrics once, at the end. A call that writes is put on record before anything is sent, or is not sent; one
 * that moves money is sent once.
 */
final class ToolRun {
    private static final Logger LOG = LoggerFactory.getLogger(ToolRun.class);
    private static final Duration LONGEST = Duration.ofSeconds(300);

    /**
     * What all runs share.
     *
     * @param timeout after which a run is given up, where its tool says nothing else
     */
    record Shared(
            VendorProxy vendors,
            AuditTrail audit,
            CallMetrics metrics,
            Cursors cursors,
            ResultText results,
            RoundState rounds,
            Confirmation confirmation,
            RepeatGuard repeats,
            Pace pace,
            int callsPerMinute,
            Duration timeout) {}

    private final Shared shared;
    private final CallOrigin origin;
    private final Integrations.Lease lease;
    private final ToolEntry entry;
    private final Tool tool;
    private final CallSession session;
    private final Account account;
    private final Instant began = Instant.now();
    private final long beganNanos = System.nanoTime();
    private @Nullable String digest;
    private String outcome = "ok";

    ToolRun(Shared shared, CallOrigin origin, Integrations.Lease lease, ToolEntry entry, CallSession session) {
        this.shared = shared;
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
        ObjectNode arguments = JsonRpc.MAPPER.valueToTree(lease.provider().ownArguments(tool, account, plain(sent)));
        List<String> mistakes = entry.mistakes(arguments);
        if (!mistakes.isEmpty()) {
            throw new GatewayException(Kind.INVALID_ARGUMENT, String.join("\n", mistakes));
        }
        String key = RepeatKey.takeFrom(arguments, tool);
        Cursors.Position start = position(arguments);
        digest = RoundState.digest(arguments);
        openState(arguments);
        RepeatGuard.Same same = RepeatKey.concerns(tool) ? shared.repeats().same(origin, tool, key, digest) : null;
        if (same != null) {
            // Before the user is asked: there is nothing to confirm.
            Optional<ToolAnswer.Ended> earlier = shared.repeats().earlier(same);
            if (earlier.isPresent()) {
                return repeated(earlier.get());
            }
        }
        Map<String, Object> given = plain(arguments);
        if (asksFirst()) {
            var question = shared.confirmation().ask(tool, given, session);
            if (question.isPresent()) {
                return answer(question.get(), arguments, start);
            }
        }
        ToolCall call = new ToolCall(tool, given, account, deadline(), session);
        CancellableClient vendor = shared.vendors().open(call, lease.provider(), origin.account());
        return same == null ? send(call, vendor, arguments, start) : sendOnce(same, call, vendor, arguments, start);
    }

    /** What the vendor has not carried out, as far as it can be told, may be sent again; nothing else. */
    private ToolAnswer sendOnce(
            RepeatGuard.Same same,
            ToolCall call,
            CancellableClient vendor,
            ObjectNode arguments,
            Cursors.Position start) {
        Optional<ToolAnswer.Ended> earlier = shared.repeats().begin(same, origin.requestId(), call.deadline());
        if (earlier.isPresent()) {
            return repeated(earlier.get());
        }
        ToolAnswer answer = null;
        try {
            answer = send(call, vendor, arguments, start);
            return answer;
        } finally {
            if (!vendor.mayHaveActed()) {
                shared.repeats().notCarriedOut(same, origin.requestId());
            } else if (answer instanceof ToolAnswer.Ended ended) {
                shared.repeats().carriedOut(same, origin.requestId(), ended);
            } else {
                shared.repeats().unknown(same, origin.requestId());
            }
        }
    }

    private ToolAnswer repeated(ToolAnswer.Ended earlier) {
        outcome = "repeated";
        return earlier;
    }

    private ToolAnswer send(ToolCall call, CancellableClient vendor, ObjectNode arguments, Cursors.Position start) {
        if (tool.effect() != Effect.READS) {
            // Fails closed: what may move money is on record before it is sent.
            shared.audit().recordNow(entry("started", null, 0));
        }
        CancellableClient traced =
                session.trace().map(trace -> trace.tell(vendor)).orElse(vendor);
        session.attach(traced);
        ToolResult result = lease.provider().call(call, traced);
        return answer(
                asksFirst() && result instanceof ToolResult.InputRequired more ? Confirmation.carry(more) : result,
                arguments,
                start);
    }

    private boolean asksFirst() {
        return origin.options().confirm() && Confirmation.concerns(tool);
    }

    private void keepPace() {
        McpServer server = origin.server();
        long wait = server == null ? 0 : shared.pace().secondsToWait(server.id(), beganNanos);
        if (wait > 0) {
            throw new GatewayException(
                    Kind.RATE_LIMITED,
                    "this server takes " + shared.callsPerMinute()
                            + " calls a minute, and had them; nothing was sent to the" + " vendor. Call again in "
                            + wait + " s",
                    null,
                    new RateLimit((long) shared.callsPerMinute(), 0L, wait, wait),
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
        Cursors.Position start = shared.cursors().open(account.id(), tool.name(), cursor.asString());
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
            session.opened(shared.rounds().open(origin.holder(), tool.name(), arguments, sealed, began));
        }
    }

    private Instant deadline() {
        Duration own = tool.timeout() == null ? shared.timeout() : tool.timeout();
        return began.plus(own.compareTo(LONGEST) < 0 ? own : LONGEST);
    }

    private ToolAnswer answer(ToolResult result, ObjectNode arguments, Cursors.Position start) {
        if (result instanceof ToolResult.Data data) {
            String text = shared.results().write(data, account.id(), tool.name(), start);
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
                : shared.rounds().seal(origin.holder(), tool.name(), arguments, asked.state(), Instant.now());
        return new ToolAnswer.Asked(asked.requests(), state);
    }

    private void tell(String outcome, @Nullable Integer vendorStatus, long responseBytes) {
        AuditEntry line = entry(outcome, vendorStatus, responseBytes);
        shared.audit().record(line);
        shared.metrics()
                .called(
                        account.integration(),
                        tool.effect(),
                        outcome,
                        Duration.ofNanos(System.nanoTime() - beganNanos));
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

package dev.patchbay.protocol.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.api.PromptResult;
import dev.patchbay.protocol.CallReply;
import dev.patchbay.protocol.CallSession;
import dev.patchbay.protocol.EventStream;
import dev.patchbay.protocol.Exchange;
import dev.patchbay.protocol.JsonRpc;
import dev.patchbay.protocol.PromptCalls;
import dev.patchbay.protocol.Protocols;
import dev.patchbay.protocol.Revision;
import dev.patchbay.protocol.RpcError;
import dev.patchbay.protocol.ServerIdentity;
import dev.patchbay.protocol.ServerTools;
import dev.patchbay.protocol.Subscriptions;
import dev.patchbay.protocol.ToolAnswer;
import dev.patchbay.protocol.ToolCalls;
import dev.patchbay.tool.PromptList;
import dev.patchbay.vault.Vault;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import tools.jackson.databind.JsonNode;

/**
 * Serves the revisions before 2026-07-28. No session is kept: the handshake is answered, and what depends on it is in the
 * client's hands (see {@link SessionId}), so that clients live through a restart of the gateway.
 */
@Component(service = LegacyProtocol.class)
public final class LegacyProtocol {
    private static final Subscriptions.Words WORDS = new Subscriptions.Words(
            notification("notifications/tools/list_changed"), notification("notifications/prompts/list_changed"), null);

    private final ServerIdentity identity;
    private final ServerTools tools;
    private final ToolCalls calls;
    private final PromptCalls promptCalls;
    private final Subscriptions subscriptions;
    private final HttpSse httpSse;
    private final SessionId sessions;
    private final RunningCalls running = new RunningCalls();
    private final Questions questions = new Questions();

    @Activate
    public LegacyProtocol(
            @Reference ServerIdentity identity,
            @Reference ServerTools tools,
            @Reference ToolCalls calls,
            @Reference PromptCalls promptCalls,
            @Reference Subscriptions subscriptions,
            @Reference HttpSse httpSse,
            @Reference Vault vault) {
        this.identity = identity;
        this.tools = tools;
        this.calls = calls;
        this.promptCalls = promptCalls;
        this.subscriptions = subscriptions;
        this.httpSse = httpSse;
        this.sessions = new SessionId(vault);
    }

    /**
     * Serves one message.
     *
     * @throws RpcError if it is refused
     */
    public void handle(Exchange exchange, JsonRpc.Message message) {
        if (exchange.subpath().equals(HttpSse.MESSAGES)) {
            httpSse.post(exchange, onStream -> serve(onStream, message));
        } else {
            checkVersion(exchange);
            serve(exchange, message);
        }
    }

    private static void checkVersion(Exchange exchange) {
        String version = exchange.header(Protocols.VERSION_HEADER);
        if (version != null && Revision.of(version).isEmpty()) {
            throw RpcError.invalidRequest("revision " + version + " is not served; served are " + Revision.WIRE_NAMES);
        }
    }

    private void serve(Exchange exchange, JsonRpc.Message message) {
        if (message instanceof JsonRpc.Request request) {
            try {
                request(exchange, request);
            } catch (RpcError e) {
                e.inAnswerTo(request.id());
                int status = e.code() == RpcError.METHOD_NOT_FOUND ? 200 : e.httpStatus();
                exchange.json(status, JsonRpc.error(e), Map.of());
            }
            return;
        }
        if (message instanceof JsonRpc.Response response) {
            questions.answered(exchange.grant().server().id(), response);
        } else if (message instanceof JsonRpc.Notification notification
                && notification.method().equals("notifications/cancelled")) {
            running.cancel(exchange, notification.params().path("requestId"));
        }
        exchange.empty(202, Map.of());
    }

    private void request(Exchange exchange, JsonRpc.Request request) {
        switch (request.method()) {
            case "initialize" -> initialize(exchange, request);
            case "ping" -> answer(exchange, request, out -> {});
            case "tools/list" -> listTools(exchange, request);
            case "tools/call" -> callTool(exchange, request);
            case "prompts/list" -> listPrompts(exchange, request);
            case "prompts/get" -> getPrompt(exchange, request);
            default -> throw RpcError.methodNotFound(request.method());
        }
    }

    private void initialize(Exchange exchange, JsonRpc.Request request) {
        String requested = request.params().path("protocolVersion").asString("");
        // The newest is not named here even if asked for: it has no handshake.
        Revision revision =
                Revision.of(requested).filter(each -> !each.stateless()).orElse(Revision.V2025_11_25);
        byte[] document = JsonRpc.result(request.id(), out -> {
            out.writeStringProperty("protocolVersion", revision.wireName());
            out.writeName("capabilities");
            JsonRpc.MAPPER.writeValue(out, identity.capabilities(exchange));
            out.writeName("serverInfo");
            identity.writeInfo(out, exchange);
            out.writeStringProperty("instructions", identity.instructions(exchange));
        });
        exchange.json(200, document, sessions.header(exchange, request.params().path("capabilities")));
    }

    private static byte[] notification(String method) {
        return JsonRpc.write(out -> {
            out.writeStringProperty("jsonrpc", "2.0");
            out.writeStringProperty("method", method);
        });
    }

    private void listTools(Exchange exchange, JsonRpc.Request request) {
        list(
                exchange,
                request,
                "tools",
                tools.listed(exchange.grant().server(), exchange.grant().account())
                        .legacyArray());
    }

    private void listPrompts(Exchange exchange, JsonRpc.Request request) {
        list(exchange, request, "prompts", prompts(exchange, request).array());
    }

    private static void list(Exchange exchange, JsonRpc.Request request, String what, byte[] array) {
        if (!request.params().path("cursor").asString("").isEmpty()) {
            throw RpcError.invalidParams("cursor: the whole list is one page, so there is no cursor");
        }
        answer(exchange, request, out -> {
            out.writeName(what);
            out.writeRawValue(new String(array, UTF_8));
        });
    }

    /** The prompts of a server that has some; others do not know the methods. */
    private PromptList prompts(Exchange exchange, JsonRpc.Request request) {
        PromptList prompts =
                tools.prompts(exchange.grant().server(), exchange.grant().account());
        if (prompts.isEmpty()) {
            throw RpcError.methodNotFound(request.method());
        }
        return prompts;
    }

    private void getPrompt(Exchange exchange, JsonRpc.Request request) {
        prompts(exchange, request);
        PromptResult result = promptCalls.get(exchange.origin(), request.params(), CallSession.waiting());
        if (!(result instanceof PromptResult.Messages messages)) {
            throw RpcError.invalidParams(
                    "this prompt has to ask the user something, which needs a client that speaks" + " MCP 2026-07-28");
        }
        answer(exchange, request, out -> PromptCalls.write(out, messages));
    }

    private void callTool(Exchange exchange, JsonRpc.Request request) {
        JsonNode name = request.params().path("name");
        if (!name.isString()) {
            throw RpcError.invalidParams("name must be a string");
        }
        JsonNode token = request.meta().path("progressToken");
        CallReply reply = new CallReply(exchange, token.isMissingNode() ? null : token);
        AskingCall call = new AskingCall(calls, questions, exchange.origin(), reply, sessions.askable(exchange));
        try (RunningCalls.Guard guard = running.add(exchange, request.id(), call::cancel)) {
            ToolAnswer.Ended ended = call.run(name.asString(), request);
            reply.end(200, JsonRpc.result(request.id(), out -> ended.write(out, false)), ended.headers());
        } catch (RpcError e) {
            e.inAnswerTo(request.id());
            reply.end(e.httpStatus(), JsonRpc.error(e), Map.of());
        }
    }

    private static void answer(Exchange exchange, JsonRpc.Request request, JsonRpc.Members members) {
        exchange.json(200, JsonRpc.result(request.id(), members), Map.of());
    }

    /**
     * Serves several messages at once, as revision 2025-03-26 has it.
     *
     * @throws RpcError if there are none
     */
    public void batch(Exchange exchange, JsonRpc.Batch batch) {
        if (batch.messages().isEmpty()) {
            throw RpcError.invalidRequest("an empty batch asks for nothing");
        }
        List<byte[]> answers = new ArrayList<>();
        for (JsonNode each : batch.messages()) {
            Exchange part = new CollectingExchange(exchange, answers::add);
            try {
                serve(part, JsonRpc.message(each));
            } catch (RpcError e) {
                answers.add(JsonRpc.error(e));
            }
        }
        if (answers.isEmpty()) {
            exchange.empty(202, Map.of());
        } else {
            exchange.json(200, JsonRpc.array(answers), Map.of());
        }
    }

    /** Keeps the stream on which a client hears of changes; it begins an HTTP+SSE conversation where that is spoken. */
    public void stream(Exchange exchange) {
        checkVersion(exchange);
        Subscriptions.Listed known = subscriptions.listed(exchange.grant());
        EventStream stream = exchange.stream(true);
        if (HttpSse.speaks(exchange)) {
            stream = httpSse.open(exchange, stream);
        } else {
            stream.comment();
        }
        subscriptions.add(exchange.grant(), known, stream, WORDS);
    }
}

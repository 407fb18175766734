package dev.patchbay.protocol.stateless;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.api.PromptResult;
import dev.patchbay.api.ToolResult;
import dev.patchbay.protocol.Askable;
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
import dev.patchbay.tool.ToolEntry;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Serves revision 2026-07-28 (and would refuse a newer one by name): each request carries its envelope, headers repeat
 * it, and nothing is remembered between two of them.
 */
@Component(service = StatelessProtocol.class)
public final class StatelessProtocol {
    private static final String CAPABILITIES_META = "io.modelcontextprotocol/clientCapabilities";
    private static final String SERVER_META = "io.modelcontextprotocol/serverInfo";
    private static final String SUBSCRIPTION_META = "io.modelcontextprotocol/subscriptionId";

    /** How long a client may keep a list without asking; subscribers hear of changes at once. */
    private static final long TTL_MILLIS = 60_000;

    private final ServerIdentity identity;
    private final ServerTools tools;
    private final ToolCalls calls;
    private final PromptCalls promptCalls;
    private final Subscriptions subscriptions;
    private final CallWatch watch;

    @Activate
    public StatelessProtocol(
            @Reference ServerIdentity identity,
            @Reference ServerTools tools,
            @Reference ToolCalls calls,
            @Reference PromptCalls promptCalls,
            @Reference Subscriptions subscriptions,
            @Reference CallWatch watch) {
        this.identity = identity;
        this.tools = tools;
        this.calls = calls;
        this.promptCalls = promptCalls;
        this.subscriptions = subscriptions;
        this.watch = watch;
    }

    /** Takes a message that is not a request: a notification has no effect over HTTP, a response is out of place. */
    public void handle(Exchange exchange, JsonRpc.Message message) {
        if (message instanceof JsonRpc.Response) {
            throw RpcError.invalidRequest("no request is sent in this revision, so there is nothing to respond to");
        }
        exchange.empty(202, Map.of());
    }

    /**
     * Serves one request.
     *
     * @throws RpcError if it is refused
     */
    public void handle(Exchange exchange, JsonRpc.Request request) {
        ObjectNode capabilities = checkEnvelope(exchange, request);
        switch (request.method()) {
            case "server/discover" -> discover(exchange, request);
            case "tools/list" -> listTools(exchange, request);
            case "tools/call" -> callTool(exchange, request, capabilities);
            case "prompts/list" -> listPrompts(exchange, request);
            case "prompts/get" -> getPrompt(exchange, request, capabilities);
            case "subscriptions/listen" -> listen(exchange, request);
            default -> throw RpcError.methodNotFound(request.method());
        }
    }

    private static ObjectNode checkEnvelope(Exchange exchange, JsonRpc.Request request) {
        ObjectNode meta = request.meta();
        JsonNode version = meta.path(Protocols.VERSION_META);
        if (version.isMissingNode() && request.method().equals("initialize")) {
            throw RpcError.headerMismatch("initialize belongs to the revisions before 2026-07-28, but the header "
                    + Protocols.VERSION_HEADER + " names a newer one");
        }
        if (!version.isString()) {
            throw RpcError.badEnvelope("params._meta must have " + Protocols.VERSION_META + ", a string");
        }
        if (!(meta.path(CAPABILITIES_META) instanceof ObjectNode capabilities)) {
            throw RpcError.badEnvelope("params._meta must have " + CAPABILITIES_META + ", an object");
        }
        RequestHeaders.checkVersion(exchange, version.asString());
        if (Revision.of(version.asString()).filter(Revision::stateless).isEmpty()) {
            throw RpcError.unsupportedVersion(version.asString());
        }
        RequestHeaders.checkMethod(exchange, request);
        return capabilities;
    }

    private void discover(Exchange exchange, JsonRpc.Request request) {
        complete(exchange, request, out -> {
            out.writeName("supportedVersions");
            JsonRpc.MAPPER.writeValue(out, Revision.WIRE_NAMES);
            out.writeName("capabilities");
            JsonRpc.MAPPER.writeValue(out, identity.capabilities(exchange));
            out.writeStringProperty("instructions", identity.instructions(exchange));
            writeCaching(out);
        });
    }

    private void listTools(Exchange exchange, JsonRpc.Request request) {
        list(
                exchange,
                request,
                "tools",
                tools.listed(exchange.grant().server(), exchange.grant().account())
                        .array());
    }

    private void listPrompts(Exchange exchange, JsonRpc.Request request) {
        list(exchange, request, "prompts", prompts(exchange, request).array());
    }

    private void list(Exchange exchange, JsonRpc.Request request, String what, byte[] array) {
        JsonNode cursor = request.params().path("cursor");
        if (!cursor.isMissingNode() && !cursor.asString("?").isEmpty()) {
            throw RpcError.invalidParams("cursor: the whole list is one page, so there is no cursor");
        }
        complete(exchange, request, out -> {
            out.writeName(what);
            out.writeRawValue(new String(array, UTF_8));
            writeCaching(out);
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

    private void getPrompt(Exchange exchange, JsonRpc.Request request, ObjectNode capabilities) {
        prompts(exchange, request);
        PromptResult result =
                promptCalls.get(exchange.origin(), request.params(), session(null, request, capabilities));
        byte[] document = result instanceof PromptResult.Messages messages
                ? result(exchange, request, "complete", out -> PromptCalls.write(out, messages))
                : asking(exchange, request, (ToolResult.InputRequired) result);
        exchange.json(200, document, Map.of());
    }

    private static CallSession session(@Nullable CallReply reply, JsonRpc.Request request, ObjectNode capabilities) {
        return new CallSession(
                reply,
                Askable.of(capabilities),
                answers(request.params().path("inputResponses")),
                request.params().path("requestState").asString(null),
                request.meta());
    }

    private static void writeCaching(JsonGenerator out) {
        out.writeNumberProperty("ttlMs", TTL_MILLIS);
        // What a token may see is nobody else's business, whatever a shared cache might think.
        out.writeStringProperty("cacheScope", "private");
    }

    private void callTool(Exchange exchange, JsonRpc.Request request, ObjectNode capabilities) {
        String name = request.params().path("name").asString("");
        JsonNode arguments = request.params().path("arguments");
        ToolEntry entry = calls.entry(exchange.origin(), name);
        if (entry != null) {
            RequestHeaders.checkParams(exchange, entry, arguments);
        }
        JsonNode token = request.meta().path("progressToken");
        CallReply reply = new CallReply(exchange, token.isMissingNode() ? null : token);
        CallSession session = session(reply, request, capabilities);
        try (CallWatch.Guard guard = watch.watch(exchange, reply, session)) {
            ToolAnswer answer = calls.call(exchange.origin(), name, arguments, session);
            byte[] document = document(exchange, request, answer);
            reply.end(200, document, answer instanceof ToolAnswer.Ended ended ? ended.headers() : Map.of());
        } catch (RpcError e) {
            e.inAnswerTo(request.id());
            reply.end(e.httpStatus(), JsonRpc.error(e), Map.of());
        }
    }

    private static Map<String, Object> answers(JsonNode inputResponses) {
        Map<String, Object> answers = new LinkedHashMap<>();
        for (var answer : inputResponses.properties()) {
            Object value = JsonRpc.plain(answer.getValue());
            if (!(value instanceof Map)) {
                throw RpcError.invalidParams("inputResponses." + answer.getKey() + " must be an object");
            }
            answers.put(answer.getKey(), value);
        }
        return answers;
    }

    private byte[] document(Exchange exchange, JsonRpc.Request request, ToolAnswer answer) {
        if (answer instanceof ToolAnswer.Ended ended) {
            return result(exchange, request, "complete", out -> ended.write(out, true));
        }
        ToolAnswer.Asked asked = (ToolAnswer.Asked) answer;
        return asking(exchange, request, new ToolResult.InputRequired(asked.requests(), asked.state()));
    }

    private byte[] asking(Exchange exchange, JsonRpc.Request request, ToolResult.InputRequired asked) {
        return result(exchange, request, "input_required", out -> {
            if (!asked.requests().isEmpty()) {
                out.writeName("inputRequests");
                JsonRpc.MAPPER.writeValue(out, asked.requests());
            }
            if (asked.state() != null) {
                out.writeStringProperty("requestState", asked.state());
            }
        });
    }

    private void listen(Exchange exchange, JsonRpc.Request request) {
        JsonNode wanted = request.params().path("notifications");
        if (!wanted.isObject()) {
            throw RpcError.invalidParams("notifications must be an object that names what to listen to");
        }
        boolean toTools = wanted.path("toolsListChanged").asBoolean(false);
        boolean toPrompts = wanted.path("promptsListChanged").asBoolean(false)
                && !tools.prompts(exchange.grant().server(), exchange.grant().account())
                        .isEmpty();
        Subscriptions.Listed known = subscriptions.listed(exchange.grant());
        EventStream stream = exchange.stream(true);
        byte[] acknowledged = JsonRpc.notification("notifications/subscriptions/acknowledged", out -> {
            writeSubscription(out, request.id());
            out.writeName("notifications");
            out.writeStartObject();
            if (toTools) {
                out.writeBooleanProperty("toolsListChanged", true);
            }
            if (toPrompts) {
                out.writeBooleanProperty("promptsListChanged", true);
            }
            out.writeEndObject();
        });
        if (!stream.send(acknowledged)) {
            stream.close();
            return;
        }
        byte[] toolsChanged =
                JsonRpc.notification("notifications/tools/list_changed", out -> writeSubscription(out, request.id()));
        byte[] promptsChanged =
                JsonRpc.notification("notifications/prompts/list_changed", out -> writeSubscription(out, request.id()));
        byte[] farewell = JsonRpc.result(request.id(), out -> {
            out.writeStringProperty("resultType", "complete");
            writeSubscription(out, request.id());
        });
        subscriptions.add(
                exchange.grant(),
                known,
                stream,
                new Subscriptions.Words(toTools ? toolsChanged : null, toPrompts ? promptsChanged : null, farewell));
    }

    private static void writeSubscription(JsonGenerator out, JsonNode id) {
        out.writeName("_meta");
        out.writeStartObject();
        out.writeName(SUBSCRIPTION_META);
        JsonRpc.MAPPER.writeTree(out, id);
        out.writeEndObject();
    }

    private void complete(Exchange exchange, JsonRpc.Request request, JsonRpc.Members members) {
        exchange.json(200, result(exchange, request, "complete", members), Map.of());
    }

    private byte[] result(Exchange exchange, JsonRpc.Request request, String type, JsonRpc.Members members) {
        return JsonRpc.result(request.id(), out -> {
            out.writeStringProperty("resultType", type);
            members.write(out);
            out.writeName("_meta");
            out.writeStartObject();
            out.writeName(SERVER_META);
            identity.writeInfo(out, exchange);
            out.writeEndObject();
        });
    }
}

package dev.patchbay.protocol;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.Prompt;
import dev.patchbay.api.PromptCall;
import dev.patchbay.api.PromptResult;
import dev.patchbay.api.ToolResult;
import dev.patchbay.tool.Integrations;
import dev.patchbay.vault.Vault;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Does {@code prompts/get}, whatever the revision. Nothing is sent to a vendor by it, and so nothing is on record. */
@Component(service = PromptCalls.class)
public final class PromptCalls {
    private static final Logger LOG = LoggerFactory.getLogger(PromptCalls.class);

    private final ServerTools shown;
    private final Integrations integrations;
    private final RoundState rounds;

    @Activate
    public PromptCalls(@Reference ServerTools shown, @Reference Integrations integrations, @Reference Vault vault) {
        this.shown = shown;
        this.integrations = integrations;
        this.rounds = new RoundState(vault);
    }

    /**
     * Makes a prompt into what the client is sent; the state of one that asks is sealed.
     *
     * @param params the parameters of the request
     * @throws RpcError if there is no such prompt for this server, or its arguments cannot be used
     */
    public PromptResult get(CallOrigin origin, JsonNode params, CallSession session) {
        try (Integrations.Lease lease = integrations.lease(origin.account().integration())) {
            String name = params.path("name").asString("");
            Prompt prompt = lease == null
                    ? null
                    : shown.prompts(lease, origin.account().toAccount(), origin.filter())
                            .find(name);
            if (lease == null || prompt == null) {
                throw RpcError.invalidParams(
                        "unknown prompt: " + (name.length() <= 64 ? name : name.substring(0, 64) + "…"));
            }
            ObjectNode given = given(params.path("arguments"));
            String bound = "prompts/" + name;
            if (session.sealedState() != null) {
                session.opened(rounds.open(origin.holder(), bound, given, session.sealedState(), Instant.now()));
            }
            PromptResult result = lease.provider()
                    .prompt(new PromptCall(
                            prompt, arguments(prompt, given), origin.account().toAccount(), session));
            return result instanceof ToolResult.InputRequired asked ? sealed(origin, bound, given, asked) : result;
        } catch (GatewayException e) {
            if (e.kind() == GatewayException.Kind.INTERNAL) {
                throw failed(origin, e);
            }
            throw RpcError.invalidParams(String.valueOf(e.getMessage()));
        } catch (RpcError e) {
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw failed(origin, e);
        }
    }

    private static RpcError failed(CallOrigin origin, Throwable failure) {
        LOG.error("prompt of request {} failed", origin.requestId(), failure);
        return RpcError.internal(origin.requestId());
    }

    private ToolResult.InputRequired sealed(
            CallOrigin origin, String bound, ObjectNode given, ToolResult.InputRequired asked) {
        String state = asked.state();
        return state == null
                ? asked
                : new ToolResult.InputRequired(
                        asked.requests(), rounds.seal(origin.holder(), bound, given, state, Instant.now()));
    }

    private static ObjectNode given(JsonNode arguments) {
        if (arguments.isMissingNode() || arguments.isNull()) {
            return JsonRpc.MAPPER.createObjectNode();
        }
        if (arguments instanceof ObjectNode object) {
            return object;
        }
        throw RpcError.invalidParams("arguments must be an object");
    }

    private static Map<String, String> arguments(Prompt prompt, ObjectNode given) {
        Map<String, String> arguments = new LinkedHashMap<>();
        for (Prompt.Argument argument : prompt.arguments()) {
            JsonNode value = given.path(argument.name());
            if (value.isString() && !value.asString().isBlank()) {
                arguments.put(argument.name(), value.asString());
            } else if (!value.isMissingNode() && !value.isNull() && !value.isString()) {
                throw RpcError.invalidParams(argument.name() + " must be a text");
            } else if (argument.required()) {
                throw RpcError.invalidParams(argument.name() + " is missing: " + argument.description());
            }
        }
        for (String name : given.propertyNames()) {
            if (prompt.arguments().stream().noneMatch(each -> each.name().equals(name))) {
                throw RpcError.invalidParams("the prompt " + prompt.name() + " has no argument " + name);
            }
        }
        return arguments;
    }

    /** The members of a result that all revisions share. */
    public static void write(JsonGenerator out, PromptResult.Messages messages) {
        out.writeName("messages");
        JsonRpc.MAPPER.writeValue(out, messages.messages());
    }
}

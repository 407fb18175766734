package dev.patchbay.api;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The tools of one integration. Register it as an OSGi service and its tools are there; unregister it and they are
 * gone. The gateway waits for calls in progress before it lets a provider go.
 *
 * <p>Implementations are called by many threads at once.
 */
@ConsumerType
public interface ToolProvider {
    /**
     * A service property; change its value when {@link #tools} or {@link #prompts} would answer differently, and the
     * catalogue is read again.
     */
    String REVISION = "patchbay.revision";

    /** What this provider integrates. Always the same value. */
    Integration integration();

    /**
     * The tools that an account can use, in the order in which they are listed. Accounts for which the same list
     * object is returned share one catalogue.
     */
    List<Tool> tools(Account account);

    /**
     * The arguments of a call without those that the account decides, which models send all the same. Asked before the
     * arguments are checked against the tool's input schema, which knows no such names.
     *
     * @return the arguments, without those that repeat what the account decides
     * @throws GatewayException of kind {@code INVALID_ARGUMENT} if one says something else than the account
     */
    default Map<String, Object> ownArguments(Tool tool, Account account, Map<String, Object> arguments) {
        return arguments;
    }

    /**
     * Does one call. The arguments have passed the tool's input schema, and the server's filters allow the tool.
     *
     * @throws GatewayException if it fails, with a kind that says who can mend it
     */
    ToolResult call(ToolCall call, VendorClient vendor);

    /**
     * The prompts that an account can use, in the order in which they are listed. Return the same list object as long as
     * it says the same.
     */
    default List<Prompt> prompts(Account account) {
        return List.of();
    }

    /**
     * Makes a prompt into messages. Its arguments have been checked, and the server has all of its tools.
     *
     * @throws GatewayException if it fails, with a kind that says who can mend it
     */
    default PromptResult prompt(PromptCall call) {
        throw new GatewayException(GatewayException.Kind.INTERNAL, "there are no prompts");
    }
}

package dev.patchbay.api;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The MCP client that made a call: what it can do, what it has answered, and whether it still waits. */
@ProviderType
public interface Caller {
    /**
     * Whether the client declared that it can be asked something during a call: {@code elicitation} (the user, by a
     * form), {@code sampling} (its model) or {@code roots}. Of any other capability it is false.
     */
    boolean supports(String capability);

    /**
     * What the client answered to an earlier {@link ToolResult.InputRequired} of this call, by the keys of its
     * requests; empty on the first round. Answers come from outside: check them.
     */
    Map<String, Object> answers();

    /**
     * The state that an earlier {@link ToolResult.InputRequired} of this call left, or {@code null}. The gateway has
     * sealed it and bound it to server, tool and arguments: it is what the tool wrote.
     */
    @Nullable
    String state();

    /**
     * Tells the client how far the call is. Does nothing if the client did not ask for progress.
     *
     * @param progress greater than in the call before
     * @param total the value that means done, or {@code null} if unknown
     * @param message what is being done, or {@code null}
     */
    void progress(double progress, @Nullable Double total, @Nullable String message);

    /** Whether the client no longer waits for the answer. Requests to the vendor are then aborted by the gateway. */
    boolean cancelled();
}

package dev.patchbay.api;

import java.util.List;
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
     * A service property; change its value when {@link #tools} would answer differently, and the catalogue is read
     * again.
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
     * Does one call. The arguments have passed the tool's input schema, and the server's filters allow the tool.
     *
     * @throws GatewayException if it fails, with a kind that says who can mend it
     */
    ToolResult call(ToolCall call, VendorClient vendor);
}

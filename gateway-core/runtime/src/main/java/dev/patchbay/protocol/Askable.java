package dev.patchbay.protocol;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What a client can be asked for during a call, and the capability by which it says so. */
public final class Askable {
    private static final Map<String, String> CAPABILITIES =
            Map.of("elicitation/create", "elicitation", "sampling/createMessage", "sampling", "roots/list", "roots");

    private Askable() {}

    /** The capability that a client needs to be sent a request of a method; {@code null} if no client takes such a one. */
    public static @Nullable String capability(String method) {
        return CAPABILITIES.get(method);
    }

    /**
     * Those of a client's capabilities that make it one that can be asked, in the order of the alphabet. A client that
     * opens addresses for the user, and shows no form, cannot be asked by one.
     *
     * @param declared as the client declared them
     * @see <a href="https://modelcontextprotocol.io/specification/2025-11-25/client/elicitation">MCP: elicitation,
     *     capabilities</a>
     */
    public static Set<String> of(JsonNode declared) {
        Set<String> askable = new TreeSet<>();
        for (String capability : CAPABILITIES.values()) {
            JsonNode details = declared.path(capability);
            boolean onlyAddresses = capability.equals("elicitation") && details.has("url") && !details.has("form");
            if (details.isObject() && !onlyAddresses) {
                askable.add(capability);
            }
        }
        return askable;
    }
}

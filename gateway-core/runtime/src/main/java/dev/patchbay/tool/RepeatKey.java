package dev.patchbay.tool;

import dev.patchbay.api.Tool;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The argument by which a caller says whether a call that moves money is a new one. The gateway gives it to every such
 * tool, but to one that has an argument of this name itself, and keeps it to itself.
 */
public final class RepeatKey {
    /** Its name. */
    public static final String NAME = "idempotency_key";

    private static final int LONGEST = 100;
    private static final String DESCRIPTION =
            "Names this payment, so that it is made once: the same call with the same key"
                    + " gets the first one's answer for 24 hours, and nothing is sent again. Without a key, a call with the same"
                    + " arguments within 10 minutes counts as the same. Give a new key to do the same thing once more on purpose.";

    private RepeatKey() {}

    /** Whether a second call of a tool would move money once more, and not only say the same again. */
    public static boolean concerns(Tool tool) {
        return tool.movesMoney() && !tool.idempotent();
    }

    /** Adds it to the input schema of a tool that is to have it. */
    static JsonNode addTo(JsonNode schema, Tool tool) {
        if (concerns(tool)
                && schema instanceof ObjectNode object
                && object.withObjectProperty("properties").path(NAME).isMissingNode()) {
            object.withObjectProperty("properties")
                    .putObject(NAME)
                    .put("type", "string")
                    .put("minLength", 1)
                    .put("maxLength", LONGEST)
                    .put("description", DESCRIPTION);
        }
        return schema;
    }

    /** Takes it out of the arguments of a call; {@code null} if it is absent, or the tool's own. */
    public static @Nullable String takeFrom(ObjectNode arguments, Tool tool) {
        if (!concerns(tool)
                || tool.inputSchema().get("properties") instanceof Map<?, ?> properties
                        && properties.containsKey(NAME)) {
            return null;
        }
        JsonNode key = arguments.remove(NAME);
        return key == null ? null : key.asString(null);
    }
}

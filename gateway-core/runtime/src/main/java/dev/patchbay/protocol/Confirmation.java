package dev.patchbay.protocol;

import dev.patchbay.api.Effect;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * Asks the user before a tool destroys something or moves money, on servers that were minted so. The question and its
 * answer are bound to server, tool and arguments by the sealed state that goes with them, and an answer counts once.
 */
final class Confirmation {
    private static final String KEY = "patchbay_confirm";
    private static final String ASKED = "confirm:";
    private static final String CONFIRMED = "confirmed:";
    private static final Duration REMEMBERED = Duration.ofMinutes(20);
    private static final int SHOWN_VALUE = 120;

    /** The questions that were answered, until their state has expired. */
    private final Map<String, Instant> used = new ConcurrentHashMap<>();

    /** Whether a tool is one of those that are asked about. */
    static boolean concerns(Tool tool) {
        return tool.effect() == Effect.DESTROYS || tool.movesMoney();
    }

    /**
     * The question, or empty if the user has confirmed.
     *
     * @throws GatewayException of kind {@code FORBIDDEN} if the client cannot be asked, or the user declined
     */
    Optional<ToolResult.InputRequired> ask(Tool tool, Map<String, Object> arguments, CallSession session) {
        String state = session.state();
        if (state != null && state.startsWith(CONFIRMED)) {
            // The tool itself asked for more after the user had confirmed; what it remembers follows.
            session.opened(state.substring(CONFIRMED.length()));
            return Optional.empty();
        }
        if (!session.supports("elicitation")) {
            throw new GatewayException(
                    Kind.FORBIDDEN,
                    "this server asks the user before " + tool.name()
                            + ", and this client cannot be asked: that needs one"
                            + " that declares elicitation when it connects. Nothing was done. The user can do it by hand, or the operator can"
                            + " mint a server without confirm");
        }
        Object answer = session.answers().get(KEY);
        if (state == null || !state.startsWith(ASKED) || !(answer instanceof Map<?, ?> given)) {
            return Optional.of(question(tool, arguments));
        }
        boolean yes = "accept".equals(given.get("action"))
                && given.get("content") instanceof Map<?, ?> content
                && Boolean.TRUE.equals(content.get("confirm"));
        if (!yes) {
            throw new GatewayException(
                    Kind.FORBIDDEN,
                    "the user did not confirm " + tool.name() + "; nothing was done. Do not ask again"
                            + " unless the user says so");
        }
        spend(state);
        session.opened(null);
        return Optional.empty();
    }

    /** The state of a tool that asks for more after the user has confirmed. */
    static ToolResult.InputRequired carry(ToolResult.InputRequired asked) {
        return new ToolResult.InputRequired(asked.requests(), CONFIRMED + (asked.state() == null ? "" : asked.state()));
    }

    private void spend(String state) {
        Instant now = Instant.now();
        used.values().removeIf(now::isAfter);
        if (used.putIfAbsent(state, now.plus(REMEMBERED)) != null) {
            throw new GatewayException(
                    Kind.FORBIDDEN, "this confirmation was used already; call the tool anew to ask the user again");
        }
    }

    private static ToolResult.InputRequired question(Tool tool, Map<String, Object> arguments) {
        String values = arguments.entrySet().stream()
                .map(each -> each.getKey() + ": " + shown(each.getValue()))
                .collect(Collectors.joining("\n"));
        String message = tool.title() + "\n" + (values.isEmpty() ? "" : values + "\n")
                + (tool.effect() == Effect.DESTROYS ? "This cannot be undone. " : "This moves money. ") + "Go on?";
        Map<String, Object> schema = Map.of(
                "type",
                "object",
                "properties",
                Map.of("confirm", Map.of("type", "boolean", "title", "Yes, do it", "default", false)),
                "required",
                List.of("confirm"));
        return new ToolResult.InputRequired(
                Map.of(
                        KEY,
                        new ToolResult.InputRequest(
                                "elicitation/create", Map.of("message", message, "requestedSchema", schema))),
                ASKED + UUID.randomUUID());
    }

    private static String shown(Object value) {
        String text = value instanceof String plain ? plain : JsonRpc.MAPPER.writeValueAsString(value);
        return text.length() <= SHOWN_VALUE ? text : text.substring(0, SHOWN_VALUE) + "…";
    }
}

package dev.patchbay.api;

import java.util.List;
import java.util.Map;

/** What a prompt became: messages for the model, or questions to the client before there can be any. */
public sealed interface PromptResult permits PromptResult.Messages, ToolResult.InputRequired {
    /**
     * The instructions.
     *
     * @param messages messages of the protocol, passed on as they are; at least one
     * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/server/prompts">MCP: prompt messages</a>
     */
    record Messages(List<Map<String, Object>> messages) implements PromptResult {
        public Messages {
            messages = List.copyOf(messages);
            if (messages.isEmpty()) {
                throw new IllegalArgumentException("no message");
            }
        }
    }

    /** One message of the person's. */
    static PromptResult text(String text) {
        return new Messages(List.of(Map.of("role", "user", "content", Map.of("type", "text", "text", text))));
    }
}

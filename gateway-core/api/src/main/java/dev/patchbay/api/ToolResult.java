package dev.patchbay.api;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a call came to. Failures are not results: they are thrown as {@link GatewayException}. */
public sealed interface ToolResult {
    /**
     * Data of the vendor.
     *
     * @param value a JSON value
     * @param nextCursor what fetches the following page, or {@code null} at the end or where nothing is paged; the
     *     gateway signs it before the model sees it
     * @param total how many items there are on all pages, or {@code null} if the vendor does not say
     * @param rateLimit what is left of the vendor's quota, or {@code null} if the vendor does not say
     */
    record Data(
            @Nullable Object value,
            @Nullable String nextCursor,
            @Nullable Long total,
            @Nullable RateLimit rateLimit) implements ToolResult {}

    /**
     * Content blocks of the protocol, passed on as they are.
     *
     * @param blocks {@code {"type": "text", "text": …}} and the like
     * @param structured a JSON value for programs, or {@code null}
     * @param isError whether the blocks tell of a failure
     * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/server/tools">MCP: tool result</a>
     */
    record Content(
            List<Map<String, Object>> blocks, @Nullable Object structured, boolean isError) implements ToolResult {
        public Content {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * The call, of a tool or a prompt, cannot go on before the client has answered. Only for callers that {@linkplain Caller#supports support}
     * what is asked.
     *
     * @param requests what is asked, by keys under which the answers come back
     * @param state what the next round needs to know, or {@code null}; the client sees it sealed
     */
    record InputRequired(
            Map<String, InputRequest> requests, @Nullable String state) implements ToolResult, PromptResult {
        public InputRequired {
            requests = Map.copyOf(requests);
            if (requests.isEmpty() && state == null) {
                throw new IllegalArgumentException("neither a request nor a state");
            }
        }
    }

    /**
     * One question to the client.
     *
     * @param method {@code elicitation/create}, {@code sampling/createMessage} or {@code roots/list}
     * @param params the method's parameters
     */
    record InputRequest(String method, Map<String, Object> params) {
        public InputRequest {
            Objects.requireNonNull(method, "method is null");
            Objects.requireNonNull(params, "params is null");
        }
    }

    /** A value on a single page. */
    static ToolResult of(@Nullable Object value) {
        return new Data(value, null, null, null);
    }

    /** One text block. */
    static ToolResult text(String text) {
        return new Content(List.of(Map.of("type", "text", "text", text)), null, false);
    }
}

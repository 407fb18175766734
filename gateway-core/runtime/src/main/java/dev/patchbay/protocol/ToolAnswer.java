package dev.patchbay.protocol;

import dev.patchbay.api.RateLimit;
import dev.patchbay.api.ToolResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What a call came to, as any revision can say it. */
public sealed interface ToolAnswer {
    /** The same for a client that cannot be asked anything: the call ends with words that say so. */
    default Ended ended() {
        return this instanceof Ended ended
                ? ended
                : new Ended(
                        null,
                        "This tool has to ask something before it goes on, and this client cannot be asked: that needs one that"
                                + " declares elicitation or sampling when it connects. The call ended here.",
                        null,
                        true,
                        null);
    }

    /**
     * It ended, well or not.
     *
     * @param blocks content blocks; {@code null} if there is only {@code text}
     * @param text the one text block; {@code null} if there are {@code blocks}
     * @param structured a JSON value for programs, or {@code null}
     * @param isError whether it failed
     * @param rateLimit the vendor's quota, or {@code null} if unknown
     */
    record Ended(
            @Nullable List<Map<String, Object>> blocks,
            @Nullable String text,
            @Nullable Object structured,
            boolean isError,
            @Nullable RateLimit rateLimit)
            implements ToolAnswer {
        /** The members that all revisions share. */
        public void write(JsonGenerator out, boolean anyStructured) {
            out.writeName("content");
            out.writeStartArray();
            if (text != null) {
                out.writeStartObject();
                out.writeStringProperty("type", "text");
                out.writeStringProperty("text", text);
                out.writeEndObject();
            }
            if (blocks != null) {
                blocks.forEach(each -> JsonRpc.MAPPER.writeValue(out, each));
            }
            out.writeEndArray();
            if (structured != null && (anyStructured || structured instanceof Map)) {
                out.writeName("structuredContent");
                JsonRpc.MAPPER.writeValue(out, structured);
            }
            if (isError) {
                out.writeBooleanProperty("isError", true);
            }
        }

        /** The HTTP headers that tell of the vendor's quota. */
        public Map<String, String> headers() {
            Map<String, String> headers = new LinkedHashMap<>();
            if (rateLimit != null) {
                put(headers, "ratelimit-limit", rateLimit.limit());
                put(headers, "ratelimit-remaining", rateLimit.remaining());
                put(headers, "ratelimit-reset", rateLimit.resetSeconds());
                put(headers, "retry-after", rateLimit.retryAfterSeconds());
            }
            return headers;
        }

        private static void put(Map<String, String> headers, String name, @Nullable Long value) {
            if (value != null) {
                headers.put(name, value.toString());
            }
        }
    }

    /** It goes on when the client has answered. The state is sealed, and {@code null} if there is none. */
    record Asked(
            Map<String, ToolResult.InputRequest> requests,
            @Nullable String state) implements ToolAnswer {}
}

package dev.patchbay.admin;

import dev.patchbay.api.Effect;
import dev.patchbay.api.RateLimit;
import dev.patchbay.api.Tool;
import dev.patchbay.protocol.ToolAnswer;
import dev.patchbay.tool.ToolEntry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Tools and their answers as clients of the admin API see them. */
final class ToolView {
    private static final JsonMapper JSON = JsonMapper.shared();

    private ToolView() {}

    /** The fields of MCP as a model reads them, and beside them what filters and operators go by. */
    static Map<String, @Nullable Object> of(ToolEntry entry) {
        Tool tool = entry.tool();
        Map<String, Object> hints = new LinkedHashMap<>();
        hints.put("readOnlyHint", tool.effect() == Effect.READS);
        hints.put("destructiveHint", tool.effect() == Effect.DESTROYS);
        hints.put("idempotentHint", tool.idempotent());
        hints.put("openWorldHint", true);
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("name", tool.name());
        view.put("title", tool.title());
        view.put("description", tool.description());
        view.put("inputSchema", entry.inputSchema());
        view.put("outputSchema", tool.outputSchema());
        view.put("annotations", hints);
        view.put("resource", tool.resource());
        view.put("method", tool.method());
        view.put("tags", new TreeSet<>(tool.tags()));
        view.put("effect", ServerPreview.word(tool.effect()));
        view.put("moves_money", tool.movesMoney());
        view.put("operation", tool.operation());
        return view;
    }

    /** What a call came to. The text that a model would read is given as JSON, too, if it is JSON. */
    static Map<String, @Nullable Object> of(ToolAnswer.Ended ended, Call call) {
        String text = ended.text();
        JsonNode document = text == null ? null : parsed(text);
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("is_error", ended.isError());
        view.put("content", text == null ? ended.blocks() : List.of(Map.of("type", "text", "text", text)));
        view.put("structured", ended.structured() == null ? document : ended.structured());
        view.put(
                "next_cursor",
                document == null ? null : document.path("next_cursor").asString(null));
        view.put("rate_limit", rateLimit(ended.rateLimit()));
        view.put("duration_millis", call.millis());
        view.put("request_id", call.id());
        JsonNode status = document == null ? null : document.at("/error/vendor_status");
        view.put("vendor_status", status == null || !status.isInt() ? null : status.intValue());
        return view;
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            JsonNode document = JSON.readTree(text);
            return document.isObject() ? document : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static @Nullable Map<String, @Nullable Object> rateLimit(@Nullable RateLimit limit) {
        if (limit == null) {
            return null;
        }
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("limit", limit.limit());
        view.put("remaining", limit.remaining());
        view.put("reset_seconds", limit.resetSeconds());
        view.put("retry_after_seconds", limit.retryAfterSeconds());
        return view;
    }
}

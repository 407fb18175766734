package dev.patchbay.admin;

import dev.patchbay.audit.AuditEntry;
import dev.patchbay.audit.AuditFilter;
import dev.patchbay.audit.AuditLine;
import dev.patchbay.audit.AuditTrail;
import dev.patchbay.audit.Verdict;
import dev.patchbay.store.Cursor;
import dev.patchbay.token.Permission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** {@code /audit}: the newest lines first; {@code /audit/verdict}: whether the trail is as it was written. */
final class AuditResource {
    private final AuditTrail audit;

    AuditResource(AuditTrail audit) {
        this.audit = audit;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/audit", Permission.READ_AUDIT, this::list)
                .add("GET", "/audit/verdict", Permission.READ_AUDIT, this::verdict);
    }

    private Answer list(Call call) {
        call.onlyQueries(
                "limit",
                "next_cursor",
                "integrated_account_id",
                "mcp_id",
                "api_token_id",
                "action",
                "outcome",
                "since");
        AuditFilter filter = new AuditFilter(
                call.query("integrated_account_id"),
                call.query("mcp_id"),
                call.query("api_token_id"),
                call.query("action"),
                call.query("outcome"),
                call.time("since"));
        String cursor = call.cursor();
        OptionalLong before = Cursor.position(cursor);
        if (before.isEmpty()) {
            throw Refusal.field("next_cursor", "is not one that a list gave");
        }
        int limit = call.limit();
        List<AuditLine> lines = audit.latest(filter, limit + 1, cursor == null ? null : before.getAsLong());
        List<AuditLine> shown = lines.size() > limit ? lines.subList(0, limit) : lines;
        String next = lines.size() > limit ? Cursor.after(shown.get(limit - 1).id()) : null;
        return Answer.list(shown.stream().map(AuditResource::view).toList(), next);
    }

    private Answer verdict(Call call) {
        call.onlyQueries();
        Verdict verdict = audit.verify();
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("intact", verdict.intact());
        view.put("lines", verdict.lines());
        view.put("faults", verdict.faults());
        return Answer.ok(view);
    }

    private static Map<String, @Nullable Object> view(AuditLine line) {
        AuditEntry entry = line.entry();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", line.id());
        view.put("node", line.node());
        view.put("at", entry.at().toString());
        view.put("request_id", entry.requestId());
        view.put("mcp_id", entry.serverId());
        view.put("api_token_id", entry.apiTokenId());
        view.put("integrated_account_id", entry.accountId());
        view.put("integration", entry.integration());
        view.put("remote_address", entry.remoteAddress());
        view.put("action", entry.action());
        view.put("effect", entry.effect());
        view.put("outcome", entry.outcome());
        view.put("vendor_status", entry.vendorStatus());
        view.put("duration_millis", entry.durationMillis());
        view.put("request_bytes", entry.requestBytes());
        view.put("response_bytes", entry.responseBytes());
        view.put("arguments_digest", entry.argumentsDigest());
        view.put("detail", entry.detail());
        return view;
    }
}

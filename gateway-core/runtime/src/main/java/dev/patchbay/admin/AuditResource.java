package dev.patchbay.admin;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.audit.AuditEntry;
import dev.patchbay.audit.AuditFilter;
import dev.patchbay.audit.AuditLine;
import dev.patchbay.audit.AuditPage;
import dev.patchbay.audit.AuditTrail;
import dev.patchbay.audit.CallStatistics;
import dev.patchbay.audit.Verdict;
import dev.patchbay.store.Cursor;
import dev.patchbay.token.McpServers;
import dev.patchbay.token.Permission;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * {@code /audit}: the newest lines first; {@code /audit/verdict}: whether the trail is as it was written; {@code /statistics}:
 * how the calls in it went.
 */
final class AuditResource {
    private static final List<String> EFFECTS = List.of("reads", "writes", "destroys", "admin");

    private final AuditTrail audit;
    private final Accounts accounts;
    private final McpServers servers;

    AuditResource(AuditTrail audit, Accounts accounts, McpServers servers) {
        this.audit = audit;
        this.accounts = accounts;
        this.servers = servers;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/audit", Permission.READ_AUDIT, this::list)
                .add("GET", "/audit/verdict", Permission.READ_AUDIT, this::verdict)
                .add("GET", "/audit/{line}", Permission.READ_AUDIT, this::get)
                .add("GET", "/statistics", Permission.READ_AUDIT, this::statistics);
    }

    private Answer list(Call call) {
        call.onlyQueries(
                "limit",
                "next_cursor",
                "after",
                "integrated_account_id",
                "mcp_id",
                "api_token_id",
                "request_id",
                "integration",
                "action",
                "effect",
                "outcome",
                "since",
                "until");
        AuditFilter filter = new AuditFilter(
                call.query("integrated_account_id"),
                call.query("mcp_id"),
                call.query("api_token_id"),
                call.query("request_id"),
                call.query("integration"),
                call.query("action"),
                call.word("effect", EFFECTS),
                call.query("outcome"),
                call.time("since"),
                call.time("until"));
        int limit = call.limit();
        String after = call.query("after");
        if (after != null) {
            if (call.cursor() != null) {
                throw Refusal.field(
                        "after", "is given together with next_cursor: follow the trail, or page through it");
            }
            long known = position(after, "after");
            List<AuditLine> lines = audit.after(filter, limit, known);
            return answer(lines, null, lines.isEmpty() ? known : lines.get(0).id());
        }
        String cursor = call.cursor();
        Long before = cursor == null ? null : position(cursor, "next_cursor");
        // Before the lines are read: what comes in between is shown twice rather than never.
        long newest = audit.newestId();
        AuditPage page = audit.page(filter, limit, before);
        List<AuditLine> shown = page.lines();
        Long next = page.before();
        return answer(
                shown,
                next == null ? null : Cursor.after(next),
                shown.isEmpty() ? newest : Math.max(newest, shown.get(0).id()));
    }

    private Answer answer(List<AuditLine> lines, @Nullable String next, long newest) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>();
        body.put("result", views(lines));
        body.put("next_cursor", next);
        body.put("newest_cursor", Cursor.after(newest));
        return Answer.ok(body);
    }

    private static long position(String cursor, String field) {
        return Cursor.position(cursor).orElseThrow(() -> Refusal.field(field, "is not one that a list gave"));
    }

    private Answer get(Call call) {
        call.onlyQueries();
        String id = call.variable("line");
        return Answer.ok((id.matches("[0-9]{1,18}") ? audit.find(Long.parseLong(id)) : Optional.<AuditLine>empty())
                .map(line -> views(List.of(line)).get(0))
                .orElseThrow(() -> Refusal.notFound("line of the audit trail")));
    }

    private Answer statistics(Call call) {
        call.onlyQueries("window", "integrated_account_id", "mcp_id");
        boolean day = "day".equals(call.word("window", List.of("hour", "day")));
        CallStatistics counted = audit.calls(
                call.query("integrated_account_id"),
                call.query("mcp_id"),
                day ? Duration.ofDays(1) : Duration.ofHours(1),
                day ? 24 : 60);
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("since", counted.since().toString());
        view.put("until", counted.until().toString());
        view.put("complete", counted.complete());
        view.put("bucket_seconds", counted.bucketSeconds());
        view.put("buckets", counted.buckets().stream().map(AuditResource::view).toList());
        view.put("calls", counted.calls());
        view.put("errors", counted.errors());
        view.put("p50_millis", counted.medianMillis());
        view.put("p95_millis", counted.slowMillis());
        view.put("by_tool", shares("tool", counted.byTool()));
        view.put("by_server", shares("mcp_id", counted.byServer()));
        return Answer.ok(view);
    }

    private static Map<String, Object> view(CallStatistics.Bucket bucket) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("at", bucket.at().toString());
        view.put("calls", bucket.calls());
        view.put("errors", bucket.errors());
        view.put("rate_limited", bucket.rateLimited());
        return view;
    }

    private static List<Map<String, Object>> shares(String name, List<CallStatistics.Share> shares) {
        return shares.stream()
                .map(each -> {
                    Map<String, Object> view = new LinkedHashMap<>();
                    view.put(name, each.name());
                    view.put("calls", each.calls());
                    view.put("errors", each.errors());
                    return view;
                })
                .toList();
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

    /** Lines with the names that what they are about has now. */
    private List<Map<String, @Nullable Object>> views(List<AuditLine> lines) {
        Map<String, IntegratedAccount> ofAccounts = accounts.find(named(lines, AuditEntry::accountId));
        Map<String, String> ofServers = servers.names(named(lines, AuditEntry::serverId));
        return lines.stream()
                .map(line -> {
                    IntegratedAccount account =
                            ofAccounts.get(String.valueOf(line.entry().accountId()));
                    return view(
                            line,
                            account == null ? null : account.name(),
                            ofServers.get(String.valueOf(line.entry().serverId())));
                })
                .toList();
    }

    private static Set<String> named(List<AuditLine> lines, Function<AuditEntry, @Nullable String> id) {
        return lines.stream()
                .map(each -> id.apply(each.entry()))
                .filter(Objects::nonNull)
                .collect(Collectors.toSet());
    }

    private static Map<String, @Nullable Object> view(
            AuditLine line, @Nullable String account, @Nullable String server) {
        AuditEntry entry = line.entry();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", line.id());
        view.put("node", line.node());
        view.put("at", entry.at().toString());
        view.put("request_id", entry.requestId());
        view.put("mcp_id", entry.serverId());
        view.put("mcp_name", server);
        view.put("api_token_id", entry.apiTokenId());
        view.put("integrated_account_id", entry.accountId());
        view.put("integrated_account_name", account);
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

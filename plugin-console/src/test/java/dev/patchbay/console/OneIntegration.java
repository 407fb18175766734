package dev.patchbay.console;

import dev.patchbay.api.admin.AdminAnswer;
import dev.patchbay.api.admin.AdminRequest;
import java.util.List;
import java.util.Map;

/** What an admin API answers about an integration of two tools, the file that brings it, and what was done with them. */
final class OneIntegration {
    static final String API_TOKEN = "pbk_minted-api-token";

    private static final Map<String, Object> LINE = Map.ofEntries(
            Map.entry("id", 7),
            Map.entry("at", "2026-01-02T03:04:05.678Z"),
            Map.entry("request_id", "req_1"),
            Map.entry("node", "node_1"),
            Map.entry("action", "acme_list"),
            Map.entry("effect", "reads"),
            Map.entry("outcome", "ok"),
            Map.entry("integrated_account_id", "acc_1"),
            Map.entry("integrated_account_name", OneAccount.NAME),
            Map.entry("integration", "acme"),
            Map.entry("duration_millis", 12),
            Map.entry("detail", "{\"note\":\"" + "<script>alert(2)</script>" + "\"}"));

    private OneIntegration() {}

    private static Map<String, Object> tool(String name, String effect, boolean money, Map<String, Object> properties) {
        return Map.of(
                "name",
                name,
                "title",
                OneAccount.NAME,
                "description",
                OneAccount.NAME,
                "effect",
                effect,
                "moves_money",
                money,
                "tags",
                List.of("invoices"),
                "operation",
                "POST /" + name,
                "inputSchema",
                Map.of("type", "object", "properties", properties, "required", List.of()));
    }

    private static final Map<String, Object> READS = tool(
            "acme_list",
            "reads",
            false,
            Map.of(
                    "limit", Map.of("type", "integer", "description", "How many."),
                    "when", Map.of("type", "string", "format", "date-time"),
                    "paid", Map.of("type", "boolean"),
                    "state", Map.of("enum", List.of("open", "closed")),
                    "filter", Map.of("type", "object", "properties", Map.of("city", Map.of("type", "string")))));
    private static final Map<String, Object> WRITES = tool(
            "acme_refund", "writes", true, Map.of("amount", Map.of("type", "integer", "description", "In cents.")));

    static AdminAnswer answer(AdminRequest request) {
        Map<String, Object> deployment = Map.of(
                "file",
                "acme.jar",
                "bundle",
                "acme",
                "version",
                "1.0.0",
                "state",
                "active",
                "problems",
                List.of(OneAccount.NAME),
                "integrations",
                List.of("acme"),
                "accounts",
                1,
                "servers",
                2);
        Map<String, Object> token = Map.of("id", "apt_2", "name", OneAccount.NAME, "role", "caller");
        return switch (request.method() + " " + request.path()) {
            case "GET /integration/acme" ->
                ok(Map.of(
                        "id",
                        "acme",
                        "title",
                        OneAccount.NAME,
                        "state",
                        "active",
                        "tools",
                        2,
                        "quarantined",
                        List.of(Map.of("tool", "acme_bad", "reason", OneAccount.NAME))));
            case "GET /integration/acme/tools", "GET /integrated-account/acc_1/tools" ->
                ok(Map.of("result", List.of(READS, WRITES)));
            case "GET /integrated-account/acc_1/tools/acme_list" -> ok(READS);
            case "GET /integrated-account/acc_1/tools/acme_refund" -> ok(WRITES);
            case "POST /integrated-account/acc_1/tools/acme_list/call",
                    "POST /integrated-account/acc_1/tools/acme_refund/call" -> called(request);
            case "GET /audit" ->
                ok(Map.of(
                        "result",
                        request.query().containsKey("after")
                                        && request.query().get("after").equals("end")
                                ? List.of()
                                : List.of(LINE),
                        "newest_cursor",
                        "end"));
            case "GET /audit/7" -> ok(LINE);
            case "GET /audit/verdict" -> ok(Map.of("intact", true, "lines", 7, "faults", List.of()));
            case "GET /deployment" -> ok(Map.of("result", List.of(deployment)));
            case "GET /deployment/acme.jar", "PUT /deployment/acme.jar", "POST /deployment/acme.jar/stop" ->
                ok(deployment);
            case "DELETE /deployment/acme.jar", "DELETE /api-token/apt_2" -> new AdminAnswer(204, Map.of(), null);
            case "GET /api-token" -> ok(Map.of("result", List.of(token)));
            case "GET /api-token/apt_2" -> ok(token);
            case "POST /api-token" ->
                new AdminAnswer(
                        201,
                        Map.of(),
                        Map.of("id", "apt_2", "name", OneAccount.NAME, "role", "caller", "token", API_TOKEN));
            case "GET /settings" ->
                ok(Map.of(
                        "version",
                        "1.0.0",
                        "configuration",
                        List.of(Map.of(
                                "pid",
                                "dev.patchbay.acme",
                                "properties",
                                List.of(Map.of("name", "note", "value", OneAccount.NAME))))));
            default -> new AdminAnswer(404, Map.of(), Map.of("detail", "there is nothing at this path"));
        };
    }

    private static AdminAnswer called(AdminRequest request) {
        Map<?, ?> body = (Map<?, ?>) request.body();
        Map<?, ?> arguments = (Map<?, ?>) body.get("arguments");
        if (request.path().contains("refund") && "0".equals(String.valueOf(arguments.get("amount")))) {
            return new AdminAnswer(
                    422,
                    Map.of(),
                    Map.of("errors", List.of(Map.of("field", "arguments.amount", "message", "expected at least 1"))));
        }
        if (request.path().contains("refund") && !Boolean.TRUE.equals(body.get("confirmed"))) {
            return new AdminAnswer(409, Map.of(), Map.of("detail", "it moves money; nothing was done"));
        }
        if ("0".equals(String.valueOf(arguments.get("limit")))) {
            return ok(Map.of(
                    "is_error",
                    true,
                    "structured",
                    Map.of(
                            "error",
                            Map.of("kind", "invalid_argument", "message", "limit: expected at least 1, got 0"))));
        }
        return ok(Map.of(
                "is_error",
                false,
                "structured",
                Map.of("result", List.of(OneAccount.NAME)),
                "next_cursor",
                "c2",
                "request_id",
                "req_1"));
    }

    private static AdminAnswer ok(Object body) {
        return new AdminAnswer(200, Map.of(), body);
    }
}

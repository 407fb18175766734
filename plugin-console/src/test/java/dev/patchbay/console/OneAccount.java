package dev.patchbay.console;

import dev.patchbay.api.admin.AdminAnswer;
import dev.patchbay.api.admin.AdminApi;
import dev.patchbay.api.admin.AdminRequest;
import dev.patchbay.api.admin.AdminSession;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** An admin API of one account, kept in memory: enough for the pages that lead from signing in to a URL. */
final class OneAccount implements AdminApi {
    static final String ADMIN = "pbk_admin-secret";
    static final String CALLER = "pbk_caller-secret";
    static final String MCP_URL = "http://127.0.0.1:1/mcp/minted-secret-minted-secret-minted-secret";

    /** A name that must not come out of a page as it is. */
    static final String NAME = "<script>alert(1)</script> & \"Söhne\"";

    final List<AdminRequest> asked = new CopyOnWriteArrayList<>();
    private final Set<String> revoked = ConcurrentHashMap.newKeySet();
    private final Map<String, String> roles = Map.of(ADMIN, "admin", CALLER, "caller");

    void revoke(String secret) {
        revoked.add(secret);
    }

    @Override
    public Optional<AdminSession> open(String apiToken) {
        String role = roles.get(apiToken);
        return role == null || revoked.contains(apiToken)
                ? Optional.empty()
                : Optional.of(new OpenSession(apiToken, role));
    }

    private final class OpenSession implements AdminSession {
        private final String secret;
        private final String role;

        OpenSession(String secret, String role) {
            this.secret = secret;
            this.role = role;
        }

        @Override
        public String tokenId() {
            return "apt_1";
        }

        @Override
        public String tokenName() {
            return "first token";
        }

        @Override
        public String role() {
            return role;
        }

        @Override
        public AdminAnswer ask(AdminRequest request) {
            if (revoked.contains(secret)) {
                return new AdminAnswer(401, Map.of(), Map.of("detail", "the API token is revoked"));
            }
            asked.add(request);
            return answer(request);
        }
    }

    private static AdminAnswer answer(AdminRequest request) {
        Map<String, Object> account = Map.of(
                "id", "acc_1", "name", NAME, "integration", "acme", "status", "active", "integration_deployed", true);
        Map<String, Object> server = Map.of(
                "id",
                "srv_1",
                "name",
                NAME,
                "integrated_account_id",
                "acc_1",
                "integrated_account_name",
                NAME,
                "integration",
                "acme",
                "status",
                "active",
                "config",
                Map.of());
        return switch (request.method() + " " + request.path()) {
            case "GET /integrated-account" -> ok(Map.of("result", List.of(account)));
            case "GET /integrated-account/acc_1" -> ok(account);
            case "GET /integrated-account/acc_1/mcp" -> ok(Map.of("result", List.of(server)));
            case "GET /integrated-account/acc_1/mcp/srv_1" -> ok(server);
            case "POST /integrated-account/acc_1/mcp/preview" ->
                ok(Map.of("tools", 1, "result", List.of(Map.of("name", "acme_list", "effect", "reads"))));
            case "POST /integrated-account/acc_1/mcp" ->
                new AdminAnswer(
                        201,
                        Map.of(),
                        Map.of(
                                "id",
                                "srv_1",
                                "name",
                                NAME,
                                "integrated_account_id",
                                "acc_1",
                                "token",
                                "minted-secret-minted-secret-minted-secret",
                                "url",
                                MCP_URL));
            case "GET /integration" -> ok(Map.of("result", List.of()));
            case "GET /mcp-server" -> ok(Map.of("result", List.of(server)));
            default -> OneIntegration.answer(request);
        };
    }

    private static AdminAnswer ok(Object body) {
        return new AdminAnswer(200, Map.of(), body);
    }
}

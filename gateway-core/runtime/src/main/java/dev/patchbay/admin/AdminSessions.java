package dev.patchbay.admin;

import dev.patchbay.api.admin.AdminAnswer;
import dev.patchbay.api.admin.AdminApi;
import dev.patchbay.api.admin.AdminRequest;
import dev.patchbay.api.admin.AdminSession;
import dev.patchbay.token.ApiToken;
import dev.patchbay.token.ApiTokens;
import dev.patchbay.token.Role;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import tools.jackson.databind.json.JsonMapper;

/** The door of the admin API within this process. */
@Component(service = {AdminApi.class, AdminSessions.class})
public final class AdminSessions implements AdminApi {
    /** Who it was, in the audit trail, when it was done in the shell. */
    private static final String LOCAL = "shell";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final AdminRoutes routes;
    private final ApiTokens apiTokens;

    @Activate
    public AdminSessions(@Reference AdminRoutes routes, @Reference ApiTokens apiTokens) {
        this.routes = routes;
        this.apiTokens = apiTokens;
    }

    @Override
    public Optional<AdminSession> open(String apiToken) {
        return apiTokens.authenticate(apiToken).map(token -> new Session(token, () -> apiTokens.present(token.id())));
    }

    /**
     * The session of the operator at this machine, who may open the shell's socket and so may read the master key and the
     * store as well: without an API token, and with every right. The audit trail calls it {@value #LOCAL}.
     */
    public AdminSession local() {
        ApiToken operator = new ApiToken(LOCAL, LOCAL, Role.ADMIN, null, Instant.EPOCH, LOCAL, null);
        return new Session(operator, () -> Optional.of(operator));
    }

    private final class Session implements AdminSession {
        private final ApiToken token;
        private final Supplier<Optional<ApiToken>> present;

        Session(ApiToken token, Supplier<Optional<ApiToken>> present) {
            this.token = token;
            this.present = present;
        }

        @Override
        public String tokenId() {
            return token.id();
        }

        @Override
        public String tokenName() {
            return token.name();
        }

        @Override
        public String role() {
            return token.role().word();
        }

        @Override
        public AdminAnswer ask(AdminRequest request) {
            Answer answer = routes.answer(new DirectIncoming(request), present);
            Object body = answer.body();
            // Through JSON, so that it holds what a client of the network would get, and nothing that is shared.
            return new AdminAnswer(
                    answer.status(),
                    answer.headers(),
                    body == null ? null : JSON.readValue(JSON.writeValueAsBytes(body), Object.class));
        }
    }
}

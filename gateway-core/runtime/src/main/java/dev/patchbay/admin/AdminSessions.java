package dev.patchbay.admin;

import dev.patchbay.api.admin.AdminAnswer;
import dev.patchbay.api.admin.AdminApi;
import dev.patchbay.api.admin.AdminRequest;
import dev.patchbay.api.admin.AdminSession;
import dev.patchbay.token.ApiToken;
import dev.patchbay.token.ApiTokens;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import tools.jackson.databind.json.JsonMapper;

/** The door of the admin API within this process. */
@Component(service = AdminApi.class)
public final class AdminSessions implements AdminApi {
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
        return apiTokens.authenticate(apiToken).map(Session::new);
    }

    private final class Session implements AdminSession {
        private final ApiToken token;

        Session(ApiToken token) {
            this.token = token;
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
            Answer answer = routes.answer(new DirectIncoming(request), () -> apiTokens.present(token.id()));
            Object body = answer.body();
            // Through JSON, so that it holds what a client of the network would get, and nothing that is shared.
            return new AdminAnswer(
                    answer.status(),
                    answer.headers(),
                    body == null ? null : JSON.readValue(JSON.writeValueAsBytes(body), Object.class));
        }
    }
}

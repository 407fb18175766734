package dev.patchbay.admin;

import dev.patchbay.account.AuthSchemes;
import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Field;
import dev.patchbay.api.Integration;
import dev.patchbay.api.OAuthScheme;
import dev.patchbay.integration.IntegrationState;
import dev.patchbay.integration.IntegrationStates;
import dev.patchbay.token.Permission;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code /integration}: what is deployed, how it fares, and what an account of it needs. */
final class IntegrationResource {
    private final IntegrationStates states;
    private final AuthSchemes schemes;

    IntegrationResource(IntegrationStates states, AuthSchemes schemes) {
        this.states = states;
        this.schemes = schemes;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/integration", Permission.OPERATE, this::list)
                .add("GET", "/integration/{integration}", Permission.OPERATE, this::get);
    }

    private Answer list(Call call) {
        call.onlyQueries("limit", "next_cursor");
        return call.part(states.list(), this::view);
    }

    private Answer get(Call call) {
        call.onlyQueries();
        String id = call.variable("integration");
        return Answer.ok(states.list().stream()
                .filter(each -> id.equals(each.id()))
                // One that works before one of the same id that was refused.
                .min(Comparator.comparing(each -> each.integration() == null))
                .map(this::view)
                .orElseThrow(() -> Refusal.notFound("integration")));
    }

    private Map<String, @Nullable Object> view(IntegrationState state) {
        Integration integration = state.integration();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", state.id());
        view.put("state", integration == null ? "refused" : "active");
        view.put("title", integration == null ? null : integration.title());
        view.put("description", integration == null ? null : integration.description());
        view.put("base_url", integration == null ? null : integration.baseUrl());
        view.put("context", integration == null ? List.of() : views(integration.context()));
        view.put(
                "auth_methods",
                integration == null
                        ? List.of()
                        : integration.authMethods().stream().map(this::view).toList());
        view.put("bundle", state.bundle());
        view.put("version", state.version());
        view.put("tools", state.tools());
        view.put(
                "quarantined",
                state.quarantined().stream()
                        .map(each -> Map.of("tool", each.tool(), "reason", each.reason()))
                        .toList());
        view.put("problems", state.problems());
        return view;
    }

    private Map<String, @Nullable Object> view(AuthMethod method) {
        Optional<AuthScheme> scheme = schemes.find(method.scheme());
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", method.id());
        view.put("title", method.title());
        view.put("scheme", method.scheme());
        view.put("scheme_deployed", scheme.isPresent());
        view.put("login", scheme.filter(OAuthScheme.class::isInstance).isPresent());
        view.put(
                "granted_context",
                scheme.filter(OAuthScheme.class::isInstance)
                        .map(each -> new TreeSet<>(((OAuthScheme) each).grantedContext(method.settings())))
                        .orElseGet(TreeSet::new));
        view.put(
                "credentials",
                scheme.map(each -> views(each.fields(method.settings()))).orElse(List.of()));
        return view;
    }

    private static List<Map<String, @Nullable Object>> views(List<Field> fields) {
        return fields.stream().map(IntegrationResource::view).toList();
    }

    private static Map<String, @Nullable Object> view(Field field) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("name", field.name());
        view.put("title", field.title());
        view.put("description", field.description());
        view.put("required", field.required());
        view.put("secret", field.secret());
        view.put("pattern", field.pattern());
        view.put("format", field.format());
        return view;
    }
}

package dev.patchbay.admin;

import dev.patchbay.account.AuthSchemes;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Effect;
import dev.patchbay.api.Field;
import dev.patchbay.api.Integration;
import dev.patchbay.api.Tool;
import dev.patchbay.token.Permission;
import dev.patchbay.tool.Integrations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code /integration}: what is deployed and what an account of it needs; {@code …/tools}: what an account can do. */
final class IntegrationResource {
    private final Integrations integrations;
    private final AuthSchemes schemes;
    private final AccountResource accounts;

    IntegrationResource(Integrations integrations, AuthSchemes schemes, AccountResource accounts) {
        this.integrations = integrations;
        this.schemes = schemes;
        this.accounts = accounts;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/integration", Permission.OPERATE, this::list)
                .add("GET", "/integration/{integration}", Permission.OPERATE, this::get)
                .add("GET", "/integrated-account/{account}/tools", Permission.OPERATE, this::tools);
    }

    private Answer list(Call call) {
        call.onlyQueries();
        return Answer.list(integrations.list().stream().map(this::view).toList(), null);
    }

    private Answer get(Call call) {
        call.onlyQueries();
        return Answer.ok(integrations
                .find(call.variable("integration"))
                .map(this::view)
                .orElseThrow(() -> Refusal.notFound("integration")));
    }

    private Answer tools(Call call) {
        call.onlyQueries();
        IntegratedAccount account = accounts.found(call);
        List<Tool> tools = integrations.tools(account.toAccount());
        return Answer.list(tools.stream().map(IntegrationResource::view).toList(), null);
    }

    private Map<String, @Nullable Object> view(Integration integration) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", integration.id());
        view.put("title", integration.title());
        view.put("description", integration.description());
        view.put("base_url", integration.baseUrl());
        view.put("context", views(integration.context()));
        view.put(
                "auth_methods",
                integration.authMethods().stream().map(this::view).toList());
        return view;
    }

    private Map<String, @Nullable Object> view(AuthMethod method) {
        Optional<AuthScheme> scheme = schemes.find(method.scheme());
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", method.id());
        view.put("title", method.title());
        view.put("scheme", method.scheme());
        view.put("scheme_deployed", scheme.isPresent());
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
        return view;
    }

    /** The fields of MCP as a model reads them, and beside them what filters and operators go by. */
    private static Map<String, @Nullable Object> view(Tool tool) {
        Map<String, Object> hints = new LinkedHashMap<>();
        hints.put("readOnlyHint", tool.effect() == Effect.READS);
        hints.put("destructiveHint", tool.effect() == Effect.DESTROYS);
        hints.put("idempotentHint", tool.idempotent());
        hints.put("openWorldHint", true);
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("name", tool.name());
        view.put("title", tool.title());
        view.put("description", tool.description());
        view.put("inputSchema", tool.inputSchema());
        view.put("outputSchema", tool.outputSchema());
        view.put("annotations", hints);
        view.put("resource", tool.resource());
        view.put("method", tool.method());
        view.put("tags", new TreeSet<>(tool.tags()));
        view.put("effect", tool.effect().name().toLowerCase(Locale.ROOT));
        view.put("moves_money", tool.movesMoney());
        view.put("operation", tool.operation());
        return view;
    }
}

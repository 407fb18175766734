package dev.patchbay.admin;

import dev.patchbay.store.Page;
import dev.patchbay.token.ApiToken;
import dev.patchbay.token.ApiTokens;
import dev.patchbay.token.MintedApiToken;
import dev.patchbay.token.Permission;
import dev.patchbay.token.Role;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /api-token}: the tokens of this API and of second factors; {@code /session}: the one that asks. */
final class ApiTokenResource {
    private final ApiTokens tokens;
    private final Idempotency idempotency;
    private final Journal journal;

    ApiTokenResource(ApiTokens tokens, Idempotency idempotency, Journal journal) {
        this.tokens = tokens;
        this.idempotency = idempotency;
        this.journal = journal;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/api-token", Permission.ADMINISTER, this::list)
                .add("POST", "/api-token", Permission.ADMINISTER, this::create)
                .add("GET", "/api-token/{token}", Permission.ADMINISTER, this::get)
                .add("DELETE", "/api-token/{token}", Permission.ADMINISTER, this::delete)
                .add("GET", "/session", Permission.USE, this::session);
    }

    private Answer session(Call call) {
        call.onlyQueries();
        ApiToken token = call.caller();
        Instant expiresAt = token.expiresAt();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("api_token_id", token.id());
        view.put("name", token.name());
        view.put("role", token.role().word());
        view.put(
                "permissions",
                Stream.of(Permission.values())
                        .filter(token.role()::allows)
                        .map(Permission::word)
                        .toList());
        view.put("expires_at", expiresAt == null ? null : expiresAt.toString());
        return Answer.ok(view);
    }

    private Answer list(Call call) {
        call.onlyQueries("limit", "next_cursor");
        Page<ApiToken> page = tokens.list(call.limit(), call.cursor());
        return Answer.list(page.items().stream().map(ApiTokenResource::view).toList(), page.next());
    }

    private Answer get(Call call) {
        call.onlyQueries();
        return Answer.ok(view(found(call)));
    }

    private Answer create(Call call) {
        call.onlyQueries();
        Fields fields = call.fields();
        String name = fields.requiredText("name");
        String word = fields.requiredText("role");
        Optional<Role> role = Role.of(word);
        if (role.isEmpty() && !word.isEmpty()) {
            fields.wrong("role", "must be admin, operator or caller");
        }
        Instant expiresAt = fields.instant("expires_at");
        fields.end();
        Role wanted = role.orElseThrow(() -> Refusal.field("role", "must be admin, operator or caller"));
        return idempotency.once(call, ApiTokens::newId, id -> tokens.find(id).map(ApiTokenResource::view), id -> {
            MintedApiToken minted =
                    tokens.create(id, name, wanted, expiresAt, call.caller().id());
            journal.changed(call, "api_token.create", Journal.Subject.NONE, null, view(minted.token()));
            Map<String, @Nullable Object> body = view(minted.token());
            body.put("token", minted.secret());
            return Answer.created(body, "/api-token/" + minted.token().id());
        });
    }

    private Answer delete(Call call) {
        call.onlyQueries();
        ApiToken token = found(call);
        if (!tokens.revoke(token.id())) {
            throw Refusal.notFound("API token");
        }
        journal.changed(call, "api_token.revoke", Journal.Subject.NONE, view(token), null);
        return Answer.gone();
    }

    private ApiToken found(Call call) {
        return tokens.find(call.variable("token")).orElseThrow(() -> Refusal.notFound("API token"));
    }

    private static Map<String, @Nullable Object> view(ApiToken token) {
        Instant expiresAt = token.expiresAt();
        Instant lastUsedAt = token.lastUsedAt();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", token.id());
        view.put("name", token.name());
        view.put("role", token.role().word());
        view.put("expires_at", expiresAt == null ? null : expiresAt.toString());
        view.put("created_at", token.createdAt().toString());
        view.put("created_by", token.createdBy());
        view.put("last_used_at", lastUsedAt == null ? null : lastUsedAt.toString());
        return view;
    }
}

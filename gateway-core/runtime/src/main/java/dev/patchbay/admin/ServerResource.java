package dev.patchbay.admin;

import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.store.Page;
import dev.patchbay.token.McpServer;
import dev.patchbay.token.McpServers;
import dev.patchbay.token.Minted;
import dev.patchbay.token.NewServer;
import dev.patchbay.token.Permission;
import dev.patchbay.token.ServerDraft;
import dev.patchbay.token.ServerOptions;
import dev.patchbay.tool.ToolFilter;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** {@code /integrated-account/{id}/mcp}, and the same under {@code /admin/integrated-accounts/{id}/mcp}. */
final class ServerResource {
    private static final List<String> BASES =
            List.of("/integrated-account/{account}/mcp", "/admin/integrated-accounts/{account}/mcp");

    private final AccountResource accounts;
    private final McpServers servers;
    private final PublicUrl publicUrl;
    private final Idempotency idempotency;
    private final Journal journal;
    private final Clock clock;

    private record Config(ToolFilter filter, @Nullable Boolean requireApiTokenAuth, ServerOptions options) {}

    ServerResource(
            AccountResource accounts,
            McpServers servers,
            PublicUrl publicUrl,
            Idempotency idempotency,
            Journal journal,
            Clock clock) {
        this.accounts = accounts;
        this.servers = servers;
        this.publicUrl = publicUrl;
        this.idempotency = idempotency;
        this.journal = journal;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        for (String base : BASES) {
            routes.add("GET", base, Permission.OPERATE, this::list)
                    .add("POST", base, Permission.OPERATE, this::create)
                    .add("GET", base + "/{server}", Permission.OPERATE, this::get)
                    .add("PATCH", base + "/{server}", Permission.OPERATE, this::patch)
                    .add("DELETE", base + "/{server}", Permission.OPERATE, this::delete);
        }
    }

    private Answer list(Call call) {
        call.onlyQueries("limit", "next_cursor");
        Page<McpServer> page = servers.list(accounts.found(call).id(), call.limit(), call.cursor());
        return Answer.list(page.items().stream().map(this::view).toList(), page.next());
    }

    private Answer get(Call call) {
        call.onlyQueries();
        return Answer.ok(view(found(call, accounts.found(call))));
    }

    private Answer create(Call call) {
        call.onlyQueries();
        IntegratedAccount account = accounts.found(call);
        Fields fields = call.fields();
        Config config = config(fields, ToolFilter.ALL, ServerOptions.DEFAULT);
        NewServer request = new NewServer(
                account.id(),
                fields.requiredText("name"),
                config.filter,
                config.requireApiTokenAuth,
                config.options,
                fields.instant("expires_at"),
                call.caller().id());
        fields.end();
        return idempotency.once(call, McpServers::newId, id -> servers.find(id).map(this::view), id -> {
            Minted minted = servers.mint(id, request);
            journal.changed(call, "server.mint", subject(account, minted.server()), null, view(minted.server()));
            Map<String, @Nullable Object> body = view(minted.server());
            body.put("token", minted.token());
            body.put("url", publicUrl.of(call.incoming().here(), minted.token()));
            return Answer.created(
                    body,
                    "/integrated-account/" + account.id() + "/mcp/"
                            + minted.server().id());
        });
    }

    private Answer patch(Call call) {
        call.onlyQueries();
        IntegratedAccount account = accounts.found(call);
        McpServer before = found(call, account);
        Fields fields = call.fields();
        McpServer after = servers.update(before.id(), draft -> changed(fields, draft))
                .orElseThrow(() -> Refusal.notFound("server"));
        journal.changed(call, "server.update", subject(account, after), view(before), view(after));
        return Answer.ok(view(after));
    }

    private static ServerDraft changed(Fields fields, ServerDraft draft) {
        Config config = config(fields, draft.filter(), draft.options());
        Boolean secondFactor = config.requireApiTokenAuth;
        ServerDraft changed = new ServerDraft(
                fields.textOr("name", draft.name()),
                config.filter,
                secondFactor == null ? draft.requireApiTokenAuth() : secondFactor,
                config.options,
                fields.has("expires_at") ? fields.instant("expires_at") : draft.expiresAt());
        fields.end();
        return changed;
    }

    private Answer delete(Call call) {
        call.onlyQueries();
        IntegratedAccount account = accounts.found(call);
        McpServer server = found(call, account);
        if (!servers.revoke(server.id())) {
            throw Refusal.notFound("server");
        }
        journal.changed(call, "server.revoke", subject(account, server), view(server), null);
        return Answer.gone();
    }

    private McpServer found(Call call, IntegratedAccount account) {
        return servers.find(call.variable("server"))
                .filter(each -> each.accountId().equals(account.id()))
                .orElseThrow(() -> Refusal.notFound("server"));
    }

    /** What is left out stays; null stands for all. */
    private static Config config(Fields fields, ToolFilter present, ServerOptions options) {
        Fields config = fields.object("config");
        if (config == null) {
            return new Config(present, null, options);
        }
        Set<String> methods = config.words("methods");
        Set<String> tags = config.words("tags");
        Boolean secondFactor = config.flag("require_api_token_auth");
        Boolean confirm = config.flag("confirm");
        String word = config.text("discovery");
        ServerOptions.Discovery discovery =
                word == null ? null : ServerOptions.Discovery.of(word).orElse(null);
        if (word != null && discovery == null) {
            config.wrong("discovery", "is list or search");
        }
        config.noOthers();
        return new Config(
                new ToolFilter(methods == null ? present.methods() : methods, tags == null ? present.tags() : tags),
                secondFactor,
                new ServerOptions(
                        confirm == null ? options.confirm() : confirm,
                        discovery == null ? options.discovery() : discovery));
    }

    private static Journal.Subject subject(IntegratedAccount account, McpServer server) {
        return new Journal.Subject(account.id(), server.id(), account.integration());
    }

    private Map<String, @Nullable Object> view(McpServer server) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("methods", new TreeSet<>(server.filter().methods()));
        config.put("tags", new TreeSet<>(server.filter().tags()));
        config.put("require_api_token_auth", server.requireApiTokenAuth());
        config.put("confirm", server.options().confirm());
        config.put("discovery", server.options().discovery().word());
        Instant expiresAt = server.expiresAt();
        Instant lastUsedAt = server.lastUsedAt();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", server.id());
        view.put("name", server.name());
        view.put("integrated_account_id", server.accountId());
        view.put("config", config);
        view.put("status", expiresAt != null && !clock.instant().isBefore(expiresAt) ? "expired" : "active");
        view.put("expires_at", expiresAt == null ? null : expiresAt.toString());
        view.put("created_at", server.createdAt().toString());
        view.put("updated_at", server.updatedAt().toString());
        view.put("created_by", server.createdBy());
        view.put("last_used_at", lastUsedAt == null ? null : lastUsedAt.toString());
        return view;
    }
}

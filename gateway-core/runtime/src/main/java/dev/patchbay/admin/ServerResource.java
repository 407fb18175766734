package dev.patchbay.admin;

import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.store.Page;
import dev.patchbay.token.McpServer;
import dev.patchbay.token.McpServers;
import dev.patchbay.token.Minted;
import dev.patchbay.token.NewServer;
import dev.patchbay.token.Permission;
import dev.patchbay.token.ServerDraft;
import dev.patchbay.token.ServerFilter;
import dev.patchbay.token.ServerOptions;
import dev.patchbay.tool.ToolFilter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /integrated-account/{id}/mcp}, and the same under {@code /admin/integrated-accounts/{id}/mcp}; {@code /mcp-server}:
 * those of all accounts.
 */
final class ServerResource {
    static final List<String> BASES =
            List.of("/integrated-account/{account}/mcp", "/admin/integrated-accounts/{account}/mcp");

    private static final int NAME_LENGTH = 200;

    private final AccountResource accounts;
    private final McpServers servers;
    private final PublicUrl publicUrl;
    private final Idempotency idempotency;
    private final Journal journal;
    private final ServerView views;

    ServerResource(
            AccountResource accounts,
            McpServers servers,
            PublicUrl publicUrl,
            Idempotency idempotency,
            Journal journal,
            ServerView views) {
        this.accounts = accounts;
        this.servers = servers;
        this.publicUrl = publicUrl;
        this.idempotency = idempotency;
        this.journal = journal;
        this.views = views;
    }

    void addTo(Routes routes) {
        for (String base : BASES) {
            routes.add("GET", base, Permission.OPERATE, this::list)
                    .add("POST", base, Permission.OPERATE, this::create)
                    .add("GET", base + "/{server}", Permission.OPERATE, this::get)
                    .add("PATCH", base + "/{server}", Permission.OPERATE, this::patch)
                    .add("DELETE", base + "/{server}", Permission.OPERATE, this::delete)
                    .add("POST", base + "/{server}/rotate", Permission.OPERATE, this::rotate)
                    .add("POST", base + "/{server}/duplicate", Permission.OPERATE, this::duplicate);
        }
        routes.add("GET", "/mcp-server", Permission.OPERATE, this::listAll)
                .add("GET", "/mcp-server/{server}", Permission.OPERATE, this::getOne);
    }

    private Answer list(Call call) {
        call.onlyQueries("limit", "next_cursor");
        IntegratedAccount account = accounts.found(call);
        Page<McpServer> page = servers.list(ServerFilter.of(account.id()), call.limit(), call.cursor());
        return Answer.list(views.whole(page.items(), each -> account), page.next());
    }

    private Answer listAll(Call call) {
        call.onlyQueries("limit", "next_cursor", "integrated_account_id", "status", "expires_before", "q");
        String status = call.word("status", List.of("active", "expired"));
        ServerFilter filter = new ServerFilter(
                call.query("integrated_account_id"),
                status == null ? null : status.equals("expired"),
                call.time("expires_before"),
                call.query("q"));
        Page<McpServer> page = servers.list(filter, call.limit(), call.cursor());
        Map<String, IntegratedAccount> owners = accounts.owners(page.items());
        // An account that was disconnected since the list was read has taken its servers along.
        List<McpServer> owned = page.items().stream()
                .filter(each -> owners.containsKey(each.accountId()))
                .toList();
        return Answer.list(views.whole(owned, each -> owners.get(each.accountId())), page.next());
    }

    private Answer get(Call call) {
        call.onlyQueries();
        IntegratedAccount account = accounts.found(call);
        return Answer.ok(views.whole(found(call, account), account));
    }

    /** For whoever knows a server's id and not its account. */
    private Answer getOne(Call call) {
        call.onlyQueries();
        McpServer server = servers.find(call.variable("server")).orElseThrow(() -> Refusal.notFound("server"));
        IntegratedAccount account = accounts.owners(List.of(server)).get(server.accountId());
        if (account == null) {
            throw Refusal.notFound("server");
        }
        return Answer.ok(views.whole(server, account));
    }

    private Answer create(Call call) {
        call.onlyQueries();
        IntegratedAccount account = accounts.found(call);
        Fields fields = call.fields();
        ServerConfig config = ServerConfig.of(fields, ToolFilter.ALL, ServerOptions.DEFAULT);
        NewServer request = new NewServer(
                account.id(),
                fields.requiredText("name"),
                config.filter(),
                config.requireApiTokenAuth(),
                config.options(),
                fields.instant("expires_at"),
                call.caller().id());
        fields.end();
        return mint(call, account, request, Map.of());
    }

    private Answer duplicate(Call call) {
        call.onlyQueries();
        IntegratedAccount account = accounts.found(call);
        McpServer model = found(call, account);
        Fields fields = call.fieldsIfAny();
        String usual = "Copy of " + model.name();
        NewServer request = new NewServer(
                account.id(),
                fields.textOr("name", usual.length() <= NAME_LENGTH ? usual : model.name()),
                model.filter(),
                model.requireApiTokenAuth(),
                model.options(),
                fields.has("expires_at") ? fields.instant("expires_at") : model.expiresAt(),
                call.caller().id());
        fields.end();
        return mint(call, account, request, Map.of("duplicate_of", model.id()));
    }

    private Answer mint(Call call, IntegratedAccount account, NewServer request, Map<String, String> noted) {
        return idempotency.once(
                call, McpServers::newId, id -> servers.find(id).map(each -> views.advised(each, account)), id -> {
                    Minted minted = servers.mint(id, request);
                    Map<String, @Nullable Object> after = views.stored(minted.server());
                    after.putAll(noted);
                    journal.changed(call, "server.mint", subject(account, minted.server()), null, after);
                    return Answer.created(
                            withUrl(call, minted, views.advised(minted.server(), account)),
                            "/integrated-account/" + account.id() + "/mcp/"
                                    + minted.server().id());
                });
    }

    private Answer rotate(Call call) {
        call.onlyQueries();
        IntegratedAccount account = accounts.found(call);
        McpServer before = found(call, account);
        Fields fields = call.fieldsIfAny();
        Long grace = fields.number("grace_seconds");
        long longest = McpServers.LONGEST_GRACE.toSeconds();
        if (grace != null && (grace < 0 || grace > longest)) {
            fields.wrong("grace_seconds", "must be a number from 0 to " + longest);
        }
        fields.end();
        Minted minted = servers.rotate(before.id(), Duration.ofSeconds(grace == null ? 0 : grace))
                .orElseThrow(() -> Refusal.notFound("server"));
        journal.changed(
                call,
                "server.rotate",
                subject(account, minted.server()),
                views.stored(before),
                views.stored(minted.server()));
        return Answer.ok(withUrl(call, minted, views.whole(minted.server(), account)));
    }

    /** The one answer that holds a server's token. */
    private Map<String, @Nullable Object> withUrl(Call call, Minted minted, Map<String, @Nullable Object> view) {
        view.put("token", minted.token());
        view.put("url", publicUrl.of(call.incoming().here(), minted.token()));
        return view;
    }

    private Answer patch(Call call) {
        call.onlyQueries();
        IntegratedAccount account = accounts.found(call);
        McpServer before = found(call, account);
        Fields fields = call.fields();
        McpServer after = servers.update(before.id(), draft -> changed(fields, draft))
                .orElseThrow(() -> Refusal.notFound("server"));
        journal.changed(call, "server.update", subject(account, after), views.stored(before), views.stored(after));
        return Answer.ok(views.advised(after, account));
    }

    private static ServerDraft changed(Fields fields, ServerDraft draft) {
        ServerConfig config = ServerConfig.of(fields, draft.filter(), draft.options());
        Boolean secondFactor = config.requireApiTokenAuth();
        ServerDraft changed = new ServerDraft(
                fields.textOr("name", draft.name()),
                config.filter(),
                secondFactor == null ? draft.requireApiTokenAuth() : secondFactor,
                config.options(),
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
        journal.changed(call, "server.revoke", subject(account, server), views.stored(server), null);
        return Answer.gone();
    }

    private McpServer found(Call call, IntegratedAccount account) {
        return servers.find(call.variable("server"))
                .filter(each -> each.accountId().equals(account.id()))
                .orElseThrow(() -> Refusal.notFound("server"));
    }

    private static Journal.Subject subject(IntegratedAccount account, McpServer server) {
        return new Journal.Subject(account.id(), server.id(), account.integration());
    }
}

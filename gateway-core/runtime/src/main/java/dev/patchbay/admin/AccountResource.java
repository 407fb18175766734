package dev.patchbay.admin;

import dev.patchbay.account.AccountDraft;
import dev.patchbay.account.AccountFilter;
import dev.patchbay.account.AccountStatus;
import dev.patchbay.account.Accounts;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.account.NewAccount;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Field;
import dev.patchbay.api.Integration;
import dev.patchbay.store.Page;
import dev.patchbay.token.McpServer;
import dev.patchbay.token.McpServers;
import dev.patchbay.token.Permission;
import dev.patchbay.tool.Integrations;
import dev.patchbay.vendor.ConnectionCheck;
import dev.patchbay.vendor.ConnectionCheck.Finding;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /integrated-account}: connected accounts, without their credentials. */
final class AccountResource {
    private static final String HIDDEN = "•••";

    private final Accounts accounts;
    private final McpServers servers;
    private final ConnectionCheck connections;
    private final Integrations integrations;
    private final Idempotency idempotency;
    private final Journal journal;

    AccountResource(
            Accounts accounts,
            McpServers servers,
            ConnectionCheck connections,
            Integrations integrations,
            Idempotency idempotency,
            Journal journal) {
        this.accounts = accounts;
        this.servers = servers;
        this.connections = connections;
        this.integrations = integrations;
        this.idempotency = idempotency;
        this.journal = journal;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/integrated-account", Permission.OPERATE, this::list)
                .add("POST", "/integrated-account", Permission.OPERATE, this::create)
                .add("POST", "/integrated-account/test", Permission.OPERATE, this::testNew)
                .add("POST", "/integrated-account/{account}/test", Permission.OPERATE, this::test)
                .add("GET", "/integrated-account/{account}", Permission.OPERATE, this::get)
                .add("PATCH", "/integrated-account/{account}", Permission.OPERATE, this::patch)
                .add("DELETE", "/integrated-account/{account}", Permission.OPERATE, this::delete);
    }

    private Answer list(Call call) {
        call.onlyQueries("limit", "next_cursor", "integration", "status", "q", "counts");
        String status = call.word(
                "status",
                Stream.of(AccountStatus.values()).map(AccountStatus::word).toList());
        AccountFilter filter = new AccountFilter(
                call.query("integration"), status == null ? null : AccountStatus.of(status), call.query("q"));
        Page<IntegratedAccount> page = accounts.list(filter, call.limit(), call.cursor());
        if ("false".equals(call.word("counts", List.of("true", "false")))) {
            return Answer.list(
                    page.items().stream().map(each -> shown(each, null)).toList(), page.next());
        }
        Map<String, Long> counts =
                servers.count(page.items().stream().map(IntegratedAccount::id).toList());
        return Answer.list(
                page.items().stream()
                        .map(each -> shown(each, counts.getOrDefault(each.id(), 0L)))
                        .toList(),
                page.next());
    }

    private Answer get(Call call) {
        call.onlyQueries();
        return Answer.ok(shown(found(call)));
    }

    private Answer create(Call call) {
        call.onlyQueries();
        Fields fields = call.fields();
        NewAccount request = request(fields, true);
        fields.end();
        return idempotency.once(call, Accounts::newId, id -> accounts.find(id).map(this::shown), id -> {
            IntegratedAccount account = accounts.connect(id, request);
            journal.changed(call, "account.connect", subject(account), null, view(account));
            return Answer.created(shown(account, 0L), "/integrated-account/" + account.id());
        });
    }

    /** What a body says of an account that is to be. */
    static NewAccount request(Fields fields, boolean named) {
        return new NewAccount(
                fields.requiredText("integration"),
                named || fields.has("name") ? fields.requiredText("name") : "unnamed",
                withoutNulls(fields.texts("context")),
                fields.text("auth_method"),
                credential(fields),
                fields.text("base_url"));
    }

    static Credential credential(Fields fields) {
        return new Credential(withoutNulls(fields.texts("credentials")));
    }

    /** Tries a connection before it is made. It sends a request to the vendor, so that it is put on record. */
    private Answer testNew(Call call) {
        call.onlyQueries();
        Fields fields = call.fields();
        NewAccount request = request(fields, false);
        fields.end();
        Finding finding = connections.check(request);
        return tested(call, new Journal.Subject(null, null, request.integration()), finding);
    }

    private Answer test(Call call) {
        call.onlyQueries();
        IntegratedAccount account = found(call);
        call.fieldsIfAny().end();
        return tested(call, subject(account), connections.check(account));
    }

    private Answer tested(Call call, Journal.Subject subject, Finding finding) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("ok", finding.status() == ConnectionCheck.Status.OK);
        view.put("status", finding.status().word());
        view.put("message", finding.message());
        view.put("vendor_status", finding.vendorStatus());
        view.put("duration_millis", finding.durationMillis());
        journal.done(call, "account.test", subject, view);
        return Answer.ok(view);
    }

    private Answer patch(Call call) {
        call.onlyQueries();
        IntegratedAccount before = found(call);
        Fields fields = call.fields();
        boolean[] renewed = {false};
        IntegratedAccount after = accounts.update(before.id(), draft -> {
                    AccountDraft changed = changed(fields, draft);
                    renewed[0] = changed.credentials() != null;
                    return changed;
                })
                .orElseThrow(() -> Refusal.notFound("account"));
        Map<String, @Nullable Object> noted = view(after);
        if (renewed[0]) {
            noted.put("credentials", "replaced");
        }
        journal.changed(call, "account.update", subject(after), view(before), noted);
        return Answer.ok(shown(after));
    }

    /** Context fields are changed one by one, null removes one; credentials are replaced together. */
    private static AccountDraft changed(Fields fields, AccountDraft draft) {
        Map<String, String> context = new TreeMap<>(draft.context());
        fields.texts("context").forEach((name, value) -> {
            if (value == null) {
                context.remove(name);
            } else {
                context.put(name, value);
            }
        });
        Credential credentials = fields.has("credentials") ? credential(fields) : null;
        AccountDraft changed = new AccountDraft(
                fields.textOr("name", draft.name()),
                context,
                fields.textOr("auth_method", draft.authMethod()),
                credentials,
                fields.has("base_url") ? fields.text("base_url") : draft.baseUrl());
        fields.end();
        return changed;
    }

    private Answer delete(Call call) {
        call.onlyQueries();
        IntegratedAccount account = found(call);
        if (!accounts.disconnect(account.id())) {
            throw Refusal.notFound("account");
        }
        journal.changed(call, "account.disconnect", subject(account), view(account), null);
        return Answer.gone();
    }

    /** @throws Refusal 404 if the path names none */
    IntegratedAccount found(Call call) {
        return accounts.find(call.variable("account")).orElseThrow(() -> Refusal.notFound("account"));
    }

    boolean isThere(String id) {
        return accounts.find(id).isPresent();
    }

    /** The accounts of servers, by their ids. */
    Map<String, IntegratedAccount> owners(Collection<McpServer> of) {
        return accounts.find(of.stream().map(McpServer::accountId).toList());
    }

    static Journal.Subject subject(IntegratedAccount account) {
        return new Journal.Subject(account.id(), null, account.integration());
    }

    private Map<String, @Nullable Object> shown(IntegratedAccount account) {
        return shown(account, servers.count(List.of(account.id())).getOrDefault(account.id(), 0L));
    }

    private Map<String, @Nullable Object> shown(IntegratedAccount account, @Nullable Long servers) {
        Map<String, @Nullable Object> view = view(account);
        view.put("servers", servers);
        return view;
    }

    Map<String, @Nullable Object> view(IntegratedAccount account) {
        Optional<Integration> integration = integrations.find(account.integration());
        List<String> secret = integration.stream()
                .flatMap(each -> each.context().stream())
                .filter(Field::secret)
                .map(Field::name)
                .toList();
        Map<String, String> context = new TreeMap<>(account.context());
        context.replaceAll((name, value) -> secret.contains(name) ? HIDDEN : value);
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("id", account.id());
        view.put("integration", account.integration());
        view.put("name", account.name());
        view.put("context", context);
        view.put("auth_method", account.authMethod());
        view.put("base_url", account.baseUrl());
        view.put("status", account.status().word());
        view.put("status_reason", account.statusReason());
        view.put("status_since", account.statusSince().toString());
        view.put("integration_deployed", integration.isPresent());
        IntegratedAccount.Parent parent = account.parent();
        view.put("parent_id", parent == null ? null : parent.accountId());
        view.put("location_id", parent == null ? null : parent.locationId());
        view.put("created_at", account.createdAt().toString());
        view.put("updated_at", account.updatedAt().toString());
        return view;
    }

    private static Map<String, String> withoutNulls(Map<String, @Nullable String> texts) {
        Map<String, String> kept = new TreeMap<>();
        texts.forEach((name, value) -> {
            if (value != null) {
                kept.put(name, value);
            }
        });
        return kept;
    }
}

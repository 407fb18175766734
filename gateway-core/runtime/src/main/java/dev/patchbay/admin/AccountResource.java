package dev.patchbay.admin;

import dev.patchbay.account.AccountDraft;
import dev.patchbay.account.Accounts;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.account.NewAccount;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Field;
import dev.patchbay.api.Integration;
import dev.patchbay.store.Page;
import dev.patchbay.token.Permission;
import dev.patchbay.tool.Integrations;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** {@code /integrated-account}: connected accounts, without their credentials. */
final class AccountResource {
    private static final String HIDDEN = "•••";

    private final Accounts accounts;
    private final Integrations integrations;
    private final Idempotency idempotency;
    private final Journal journal;

    AccountResource(Accounts accounts, Integrations integrations, Idempotency idempotency, Journal journal) {
        this.accounts = accounts;
        this.integrations = integrations;
        this.idempotency = idempotency;
        this.journal = journal;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/integrated-account", Permission.OPERATE, this::list)
                .add("POST", "/integrated-account", Permission.OPERATE, this::create)
                .add("GET", "/integrated-account/{account}", Permission.OPERATE, this::get)
                .add("PATCH", "/integrated-account/{account}", Permission.OPERATE, this::patch)
                .add("DELETE", "/integrated-account/{account}", Permission.OPERATE, this::delete);
    }

    private Answer list(Call call) {
        call.onlyQueries("limit", "next_cursor");
        Page<IntegratedAccount> page = accounts.list(call.limit(), call.cursor());
        return Answer.list(page.items().stream().map(this::view).toList(), page.next());
    }

    private Answer get(Call call) {
        call.onlyQueries();
        return Answer.ok(view(found(call)));
    }

    private Answer create(Call call) {
        call.onlyQueries();
        Fields fields = call.fields();
        NewAccount request = newAccount(fields);
        fields.end();
        return idempotency.once(call, Accounts::newId, id -> accounts.find(id).map(this::view), id -> {
            IntegratedAccount account = accounts.connect(id, request);
            journal.changed(call, "account.connect", subject(account), null, view(account));
            return Answer.created(view(account), "/integrated-account/" + account.id());
        });
    }

    /** What a body says of an account that is to be. */
    static NewAccount newAccount(Fields fields) {
        return new NewAccount(
                fields.requiredText("integration"),
                fields.requiredText("name"),
                withoutNulls(fields.texts("context")),
                fields.text("auth_method"),
                credential(fields),
                fields.text("base_url"));
    }

    static Credential credential(Fields fields) {
        return new Credential(withoutNulls(fields.texts("credentials")));
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
        return Answer.ok(view(after));
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

    static Journal.Subject subject(IntegratedAccount account) {
        return new Journal.Subject(account.id(), null, account.integration());
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

package dev.patchbay.admin;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.account.NewAccount;
import dev.patchbay.api.Credential;
import dev.patchbay.oauth.OAuthConnect;
import dev.patchbay.token.Permission;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code /integrated-account/login} and {@code /integrated-account/{id}/login}: begins what a browser finishes. The
 * answer's {@code authorize_url} is for the operator's own browser; who follows it decides which account of the vendor
 * is connected.
 */
final class LoginResource {
    private final AccountResource accounts;
    private final OAuthConnect logins;
    private final PublicUrl publicUrl;
    private final Idempotency idempotency;
    private final Journal journal;

    LoginResource(
            AccountResource accounts,
            OAuthConnect logins,
            PublicUrl publicUrl,
            Idempotency idempotency,
            Journal journal) {
        this.accounts = accounts;
        this.logins = logins;
        this.publicUrl = publicUrl;
        this.idempotency = idempotency;
        this.journal = journal;
    }

    void addTo(Routes routes) {
        routes.add("POST", "/integrated-account/login", Permission.OPERATE, this::begin)
                .add("POST", "/integrated-account/{account}/login", Permission.OPERATE, this::beginAgain);
    }

    private Answer begin(Call call) {
        call.onlyQueries();
        Fields fields = call.fields();
        NewAccount request = AccountResource.request(fields, true);
        fields.end();
        return idempotency.untilMade(call, Accounts::newId, accounts::isThere, id -> {
            OAuthConnect.Started started = logins.begin(
                    id,
                    request,
                    publicUrl.base(call.incoming().here()),
                    call.caller().id());
            noted(call, "account.connect", new Journal.Subject(id, null, request.integration()), started);
            return new Answer(201, view(started), Map.of());
        });
    }

    private Answer beginAgain(Call call) {
        call.onlyQueries();
        IntegratedAccount account = accounts.found(call);
        Fields fields = call.fields();
        String method = fields.text("auth_method");
        Credential client = fields.has("credentials") ? AccountResource.credential(fields) : null;
        fields.end();
        OAuthConnect.Started started = logins.beginAgain(
                        account.id(),
                        method,
                        client,
                        publicUrl.base(call.incoming().here()),
                        call.caller().id())
                .orElseThrow(() -> Refusal.notFound("account"));
        noted(call, "account.reconnect", AccountResource.subject(account), started);
        return Answer.ok(view(started));
    }

    /** Not the URL: its state would let whoever reads the trail finish the login. */
    private void noted(Call call, String action, Journal.Subject subject, OAuthConnect.Started started) {
        Map<String, @Nullable Object> begun = new TreeMap<>();
        begun.put("login", "begun");
        begun.put("redirect_uri", started.redirectUri().toString());
        begun.put("expires_at", started.expiresAt().toString());
        journal.changed(call, action, subject, null, begun);
    }

    private static Map<String, Object> view(OAuthConnect.Started started) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("integrated_account_id", started.accountId());
        view.put("authorize_url", started.authorizeUrl().toString());
        view.put("redirect_uri", started.redirectUri().toString());
        view.put("expires_at", started.expiresAt().toString());
        return view;
    }
}

package dev.patchbay.oauth;

import dev.patchbay.account.NewAccount;
import dev.patchbay.api.Credential;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A login on its way: what was begun, for whoever finishes it.
 *
 * @param accountId the account that is connected again, or the id that a new one will have
 * @param again whether the account is there already
 * @param client the secrets that the operator gave for the login
 * @param verifier the login's own secret, for PKCE
 * @param startedBy the id of the API token by which it was begun, or {@code null}
 */
record PendingLogin(
        String accountId,
        boolean again,
        String integration,
        String name,
        Map<String, String> context,
        String authMethod,
        Map<String, String> client,
        @Nullable String baseUrl,
        String redirectUri,
        String verifier,
        @Nullable String startedBy) {
    NewAccount request() {
        return new NewAccount(integration, name, context, authMethod, new Credential(client), baseUrl);
    }

    /** No secret. */
    @Override
    public String toString() {
        return "PendingLogin[" + accountId + "]";
    }
}

package dev.patchbay.account;

import dev.patchbay.api.Credential;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an account is to become.
 *
 * @param credentials new secrets, all of them; {@code null} to keep those that are there
 * @param baseUrl {@code null} for the integration's
 */
public record AccountDraft(
        String name,
        Map<String, String> context,
        String authMethod,
        @Nullable Credential credentials,
        @Nullable String baseUrl) {
    public AccountDraft {
        context = Map.copyOf(context);
    }

    /** An account as it is: what is not changed in it stays. */
    public static AccountDraft of(IntegratedAccount account) {
        return new AccountDraft(account.name(), account.context(), account.authMethod(), null, account.baseUrl());
    }
}

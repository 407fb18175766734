package dev.patchbay.account;

import dev.patchbay.api.Credential;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An account that is to be connected.
 *
 * @param context the values of the integration's context fields
 * @param authMethod the id of one of the integration's methods, or {@code null} for its preferred one
 * @param credentials the secrets that the method asks for
 * @param baseUrl where the vendor is, instead of where the integration says; {@code null} for the integration's
 */
public record NewAccount(
        String integration,
        String name,
        Map<String, String> context,
        @Nullable String authMethod,
        Credential credentials,
        @Nullable String baseUrl) {
    public NewAccount {
        context = Map.copyOf(context);
    }
}

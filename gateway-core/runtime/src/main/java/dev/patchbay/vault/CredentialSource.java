package dev.patchbay.vault;

import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;

/** Where the secrets of accounts come from. */
public interface CredentialSource {
    /**
     * The secrets of an account.
     *
     * @throws GatewayException of kind {@code NOT_CONNECTED} if there are none
     */
    Credential credential(String accountId);
}

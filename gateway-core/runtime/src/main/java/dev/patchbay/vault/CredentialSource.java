package dev.patchbay.vault;

import dev.patchbay.api.Credential;

/** Where the credential of an account comes from when a request has to be signed. */
public interface CredentialSource {
    /**
     * The opened credential of an account, fresh enough to be used at once.
     *
     * @throws dev.patchbay.api.GatewayException of kind {@code NOT_CONNECTED} if there is none, or it cannot be used
     */
    Credential credential(String accountId);
}

package dev.patchbay.vault;

import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import org.jspecify.annotations.Nullable;

/** Where the secrets of accounts come from. */
public interface CredentialSource {
    /**
     * The secrets of an account, as they are.
     *
     * @throws GatewayException of kind {@code NOT_CONNECTED} if there are none
     */
    Credential credential(String accountId);

    /**
     * The secrets of an account, renewed before if they are about to expire.
     *
     * @throws GatewayException of kind {@code NOT_CONNECTED} if a person has to connect the account again, of another
     *     kind if it could not be renewed for now and is expired
     */
    default Credential fresh(String accountId, Renewal renewal, Patience patience) {
        return credential(accountId);
    }

    /**
     * Others than those that the vendor refused although they should still be good.
     *
     * @return {@code null} if there are none: those that were refused are as new as can be
     * @throws GatewayException as {@link #fresh} does
     */
    default @Nullable Credential inPlaceOf(Credential refused, String accountId, Renewal renewal, Patience patience) {
        return null;
    }

    /** Hears that secrets from {@link #inPlaceOf} were refused as well. */
    default void refusedToo(Credential credential, String accountId) {}
}

package dev.patchbay.vault;

import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the credential of an account is renewed. */
public interface Renewal {
    /** Until when a credential is good, or {@code null} if nobody knows. */
    @Nullable
    Instant expiresAt(Credential credential);

    /**
     * Asks the vendor, once, for a credential in place of another one.
     *
     * @throws GatewayException of kind {@code NOT_CONNECTED} if the vendor refused for good
     */
    Credential renew(Credential credential);

    /** Whether a refusal stands until a person connects the account again, so that the vendor need not be asked anew. */
    default boolean isFinal() {
        return true;
    }
}

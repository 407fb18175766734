package dev.patchbay.api;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to log in whose credentials expire and can be renewed without a person. The core decides when: a minute before
 * a credential expires, and when the vendor refuses one that should still be good. It renews an account's credential
 * once at a time, on all nodes together, and uses a new one only when it is stored.
 */
@ConsumerType
public interface RenewingScheme extends AuthScheme {
    /** Until when a credential is good, or {@code null} if nobody knows. Long past if it cannot be used at all. */
    @Nullable
    Instant expiresAt(Credential credential, Map<String, Object> settings);

    /**
     * Gets a new credential in place of an old one, which may be dead from then on. Asks the vendor once: a second try
     * is the core's to make.
     *
     * @return the whole new credential, with what is kept of the old one
     * @throws GatewayException of kind {@code NOT_CONNECTED} if the vendor refused for good, so that a person has to
     *     connect the account again; of any other kind if a later try may succeed
     */
    Credential renew(Credential credential, Map<String, Object> settings, TokenEndpoint vendor);
}

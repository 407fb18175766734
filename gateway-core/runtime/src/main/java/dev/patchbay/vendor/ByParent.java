package dev.patchbay.vendor;

import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.LocationScheme;
import dev.patchbay.api.OAuthScheme;
import dev.patchbay.api.TokenEndpoint;
import dev.patchbay.vault.CredentialSource;
import dev.patchbay.vault.Patience;
import dev.patchbay.vault.Renewal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The renewal of a location's credential by the account that has the location. A refusal is never final: it ends when
 * that account is connected again, or when the vendor lets the location in again.
 *
 * @param context of the account that has the location, or of the location, which has the same and more
 */
record ByParent(
        LocationScheme scheme,
        Map<String, Object> settings,
        TokenEndpoint vendor,
        CredentialSource credentials,
        HealthTeller health,
        IntegratedAccount.Parent parent,
        Map<String, String> context)
        implements Renewal {
    private static final int UNAUTHORIZED = 401;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Override
    public @Nullable Instant expiresAt(Credential credential) {
        return scheme.expiresAt(credential, settings);
    }

    @Override
    public Credential renew(Credential old) {
        return grant().credential();
    }

    @Override
    public boolean isFinal() {
        return false;
    }

    /** What the vendor gives for the location at present. */
    OAuthScheme.Grant grant() {
        Renewal own = new Login.ByScheme(scheme, settings, vendor);
        Patience patience = new Patience(Instant.now().plus(PATIENCE), () -> false);
        Credential opened = parents(() -> credentials.fresh(parent.accountId(), own, patience));
        try {
            return grant(opened);
        } catch (GatewayException e) {
            Integer status = e.vendorStatus();
            if (status == null || status != UNAUTHORIZED) {
                throw e;
            }
            // Refused although it should still be good, as at any call.
            Credential other = parents(() -> credentials.inPlaceOf(opened, parent.accountId(), own, patience));
            if (other == null) {
                throw e;
            }
            return grant(other);
        }
    }

    private OAuthScheme.Grant grant(Credential opened) {
        return scheme.grantFor(parent.locationId(), opened, context, settings, vendor);
    }

    private <T extends @Nullable Object> T parents(Supplier<T> credential) {
        try {
            return credential.get();
        } catch (GatewayException e) {
            if (e.kind() != Kind.NOT_CONNECTED) {
                throw e;
            }
            String reason = String.valueOf(e.getMessage());
            health.needsReauth(parent.accountId(), reason);
            throw new GatewayException(
                    Kind.NOT_CONNECTED,
                    "it logs in by the account " + parent.accountId() + ", whose login does not work any more: "
                            + reason);
        }
    }
}

package dev.patchbay.vendor;

import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Credential;
import dev.patchbay.api.LocationScheme;
import dev.patchbay.api.RenewingScheme;
import dev.patchbay.api.TokenEndpoint;
import dev.patchbay.vault.CredentialSource;
import dev.patchbay.vault.Patience;
import dev.patchbay.vault.Renewal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a call's credential comes from. */
sealed interface Login {
    /** How the account logs in, and how long the call can wait for it. */
    record Way(AuthScheme scheme, Map<String, Object> settings, Patience patience) {}

    /** The credential to sign with, renewed before if it is about to expire. */
    Credential credential(Way way);

    /** Whether a credential that is refused can be renewed. */
    boolean renews();

    /** Another one than that which was refused, or {@code null} if that was as new as can be. */
    @Nullable
    Credential inPlaceOf(Credential refused, Way way);

    /** Hears that one from {@link #inPlaceOf} was refused as well. */
    void refusedToo(Credential credential);

    /** The credential of an account that nobody keeps yet. */
    record Given(Credential credential) implements Login {
        @Override
        public Credential credential(Way way) {
            return credential;
        }

        @Override
        public boolean renews() {
            return false;
        }

        @Override
        public @Nullable Credential inPlaceOf(Credential refused, Way way) {
            return null;
        }

        @Override
        public void refusedToo(Credential other) {
            // Nobody keeps it.
        }
    }

    /**
     * The credential of a stored account.
     *
     * @param vendor where the account's vendor issues credentials
     * @param health hears how the account fares by which this one logs in
     */
    record Stored(CredentialSource credentials, IntegratedAccount account, TokenEndpoint vendor, HealthTeller health)
            implements Login {
        @Override
        public Credential credential(Way way) {
            Renewal renewal = renewal(way);
            return renewal == null
                    ? credentials.credential(account.id())
                    : credentials.fresh(account.id(), renewal, way.patience());
        }

        @Override
        public boolean renews() {
            return true;
        }

        @Override
        public @Nullable Credential inPlaceOf(Credential refused, Way way) {
            Renewal renewal = renewal(way);
            return renewal == null ? null : credentials.inPlaceOf(refused, account.id(), renewal, way.patience());
        }

        @Override
        public void refusedToo(Credential other) {
            credentials.refusedToo(other, account.id());
        }

        private @Nullable Renewal renewal(Way way) {
            IntegratedAccount.Parent parent = account.parent();
            if (parent != null && way.scheme() instanceof LocationScheme scheme) {
                return new ByParent(scheme, way.settings(), vendor, credentials, health, parent, account.context());
            }
            return way.scheme() instanceof RenewingScheme scheme ? new ByScheme(scheme, way.settings(), vendor) : null;
        }
    }

    /** The renewal of an integration's credentials, as its scheme knows it. */
    record ByScheme(RenewingScheme scheme, Map<String, Object> settings, TokenEndpoint vendor) implements Renewal {
        @Override
        public @Nullable Instant expiresAt(Credential credential) {
            return scheme.expiresAt(credential, settings);
        }

        @Override
        public Credential renew(Credential credential) {
            return scheme.renew(credential, settings, vendor);
        }
    }
}

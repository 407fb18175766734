package dev.patchbay.api;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to log in that sends an operator's browser to the vendor. Its {@linkplain #fields fields} are what an operator
 * gives before that: the client's id and secret.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1">RFC 6749, authorization code grant</a>
 */
@ConsumerType
public interface OAuthScheme extends RenewingScheme {
    /**
     * One login on its way.
     *
     * @param redirectUri where the vendor sends the browser back to
     * @param state comes back unchanged
     * @param verifier a secret of this login, 43 characters, for vendors that know PKCE (RFC 7636)
     */
    record Login(URI redirectUri, String state, String verifier) {
        public Login {
            Objects.requireNonNull(redirectUri, "redirectUri is null");
            Objects.requireNonNull(state, "state is null");
            Objects.requireNonNull(verifier, "verifier is null");
        }

        /** The redirect URI alone. */
        @Override
        public String toString() {
            return "Login[" + redirectUri + "]";
        }
    }

    /**
     * What a vendor granted.
     *
     * @param credential the account's whole credential, what the operator gave included
     * @param context what the vendor tells about the account, by the names of the integration's context fields
     */
    record Grant(Credential credential, Map<String, String> context) {
        public Grant {
            Objects.requireNonNull(credential, "credential is null");
            context = Map.copyOf(context);
        }
    }

    /** The names of the context fields that a grant fills, so that an operator need not. */
    Set<String> grantedContext(Map<String, Object> settings);

    /**
     * Where an operator's browser goes to log in and to consent.
     *
     * @param client what the operator gave
     */
    URI authorizeUrl(Credential client, Login login, Map<String, Object> settings);

    /**
     * Turns the code that the browser brought back into a credential.
     *
     * @param client what the operator gave
     * @throws GatewayException of kind {@code NOT_CONNECTED} if the vendor refused for good
     */
    Grant exchange(String code, Credential client, Login login, Map<String, Object> settings, TokenEndpoint vendor);
}

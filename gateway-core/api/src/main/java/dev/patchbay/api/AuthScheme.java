package dev.patchbay.api;

import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A way to prove to a vendor who is calling. Registered as an OSGi service; integrations name it in their
 * {@link AuthMethod}s.
 */
@ConsumerType
public interface AuthScheme {
    /** The name by which integrations ask for it, {@code api-key} for example. */
    String name();

    /** What an operator gives when an account is connected in this way. */
    List<Field> fields(Map<String, Object> settings);

    /**
     * Adds the proof to a request.
     *
     * @param request the request, complete but for its proof
     * @param credential the account's secrets
     * @param settings the integration's settings for this scheme
     * @return the signed request
     * @throws GatewayException of kind {@code NOT_CONNECTED} if the credential cannot be used
     */
    VendorRequest sign(VendorRequest request, Credential credential, Map<String, Object> settings);
}

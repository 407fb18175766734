package dev.patchbay.api;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The only way to the vendor: signed with the account's credential, paced, cancelled with the call, and never sent
 * twice by the gateway.
 */
@ProviderType
public interface VendorClient {
    /**
     * Sends a request and waits for the whole answer.
     *
     * @return the answer, of a 2xx status
     * @throws GatewayException if the vendor cannot be reached, answers in any other way, or says that it failed
     */
    VendorResponse send(VendorRequest request);
}

package dev.patchbay.api;

import java.net.URI;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/** A scheme's way to where its vendor issues credentials: the core's own client, with the core's own limits. */
@ProviderType
public interface TokenEndpoint {
    /**
     * Posts a form, once. Where an account has a base URL of its own, a URL below the integration's base URL goes there
     * instead.
     *
     * @param url absolute, https
     * @param headers further headers
     * @param form names and values, not yet encoded
     * @return the answer, whatever its status; one that is not 2xx has the secrets of the request hidden
     * @throws GatewayException of kind {@code VENDOR_UNREACHABLE} or {@code VENDOR_FAILED} without a readable answer, of
     *     kind {@code MISCONFIGURED} if the gateway does not go there
     */
    VendorResponse post(URI url, Map<String, String> headers, Map<String, String> form);
}

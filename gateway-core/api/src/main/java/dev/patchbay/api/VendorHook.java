package dev.patchbay.api;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Stands between a described tool and its vendor, for the few operations that data cannot express. Registered as an
 * OSGi service with the properties {@link #INTEGRATION} and {@link #NAME}; a method of the description asks for it by
 * {@code hook: name} and is not published while the hook is absent.
 */
@ConsumerType
public interface VendorHook {
    /** The service property that holds the id of the integration. */
    String INTEGRATION = "patchbay.integration";

    /** The service property that holds the name by which the description asks for the hook. */
    String NAME = "patchbay.hook";

    /**
     * Does the exchange with the vendor in place of the plain {@code vendor.send(planned)}: it may send other requests
     * first, change the planned one, or change the answer.
     *
     * @param call the call that is served
     * @param planned the request that the description made of the arguments
     * @param vendor the way to the vendor
     * @return the answer from which the tool's result is taken
     * @throws GatewayException if the call fails
     */
    VendorResponse exchange(ToolCall call, VendorRequest planned, VendorClient vendor);
}

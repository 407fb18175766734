package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.SandboxConfig;
import java.util.stream.Stream;

/**
 * Who may come in and where they are: the location, its agency, the OAuth app that is installed in both, and the token of
 * the location's private integration.
 */
record Installation(
        String locationId, String companyId, String integrationToken, String clientId, String clientSecret) {
    Installation {
        if (Stream.of(locationId, companyId, integrationToken, clientId, clientSecret)
                .anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("the sandbox of HighLevel needs all of its ids, tokens and secrets");
        }
    }

    static Installation of(SandboxConfig config) {
        return new Installation(
                config.highlevel_location_id(),
                config.highlevel_company_id(),
                config.highlevel_integration_token(),
                config.highlevel_client_id(),
                config.highlevel_client_secret());
    }

    /** The id of the OAuth app, with which its client id begins. */
    String appId() {
        return clientId.split("-", 2)[0];
    }
}

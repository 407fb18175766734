package dev.patchbay.api.admin;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The door of the admin API. Registered by the core as an OSGi service. */
@ProviderType
public interface AdminApi {
    /**
     * Opens a session for whoever presents an API token.
     *
     * @param apiToken the secret; it is not kept
     * @return empty if the token is unknown, expired or revoked
     */
    Optional<AdminSession> open(String apiToken);
}

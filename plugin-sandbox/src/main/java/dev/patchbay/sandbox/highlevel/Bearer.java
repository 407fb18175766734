package dev.patchbay.sandbox.highlevel;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What an access token stands for.
 *
 * @param locationId the location that it opens, or {@code null} if it is the agency's
 * @param scope the scopes it was granted, separated by blanks; shown but not enforced
 * @param expiresAt when it is no longer taken
 */
record Bearer(@Nullable String locationId, String scope, Instant expiresAt) {
    boolean isCompany() {
        return locationId == null;
    }
}

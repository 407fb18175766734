package dev.patchbay.api;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A login that may open more than one place of a vendor: the account that it connects has locations, and each of them can
 * be connected as an account of its own, without another login. The core keeps such an account's credential as it keeps
 * all others, and renews it by the account that it came from.
 */
@ConsumerType
public interface LocationScheme extends OAuthScheme {
    /**
     * How the locations of an account are listed: by a tool of its integration.
     *
     * @param tool the name of a tool that lists
     * @param arguments what it is called with, but for {@code limit} and {@code next_cursor}
     * @param id the member of an item that is the location's id
     * @param name the member that is its name
     * @param address the member that says where it is, or {@code null} if there is none
     */
    record Listing(
            String tool,
            Map<String, Object> arguments,
            String id,
            String name,
            @Nullable String address) {
        public Listing {
            Objects.requireNonNull(tool, "tool is null");
            Objects.requireNonNull(id, "id is null");
            Objects.requireNonNull(name, "name is null");
            arguments = Map.copyOf(arguments);
        }
    }

    /**
     * How the locations of an account are listed.
     *
     * @return {@code null} if a login by these settings has none
     */
    @Nullable
    Listing locations(Credential credential, Map<String, Object> settings);

    /**
     * Gets a credential for one location. Asks the vendor once.
     *
     * @param account the credential of the account that has the location
     * @param context that account's context
     * @return the location's credential, which need not be renewable by itself, and the context fields that name it
     * @throws GatewayException of kind {@code NOT_CONNECTED} if the vendor gives none, with the status 401 if that is for
     *     the account's credential; of any other kind if a later try may succeed
     */
    Grant grantFor(
            String locationId,
            Credential account,
            Map<String, String> context,
            Map<String, Object> settings,
            TokenEndpoint vendor);
}

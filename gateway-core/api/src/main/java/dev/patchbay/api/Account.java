package dev.patchbay.api;

import java.util.Map;
import java.util.Objects;

/**
 * A connected vendor account, without its secrets.
 *
 * @param id the gateway's identifier of the account
 * @param integration the id of its integration
 * @param context the values of the integration's context fields
 */
public record Account(String id, String integration, Map<String, String> context) {
    public Account {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(integration, "integration is null");
        context = Map.copyOf(context);
    }
}

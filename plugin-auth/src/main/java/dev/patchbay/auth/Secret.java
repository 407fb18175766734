package dev.patchbay.auth;

import dev.patchbay.api.Credential;
import dev.patchbay.api.Field;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One part of a credential: how it is asked for, and how it is read.
 *
 * @param otherwise the description for integrations that give none
 * @param hidden whether the value is never shown again
 */
record Secret(String name, String title, String otherwise, boolean hidden) {
    /** The field of a form; where the secret is found is for the integration to say. */
    Field field(Map<String, Object> settings) {
        String description = text(settings, "description");
        return new Field(name, title, description == null ? otherwise : description, true, hidden, null, null);
    }

    /** @throws GatewayException of kind {@code NOT_CONNECTED} if it is missing or cannot stand in a header */
    String of(Credential credential) {
        String value = credential.get(name);
        if (value == null || value.isBlank()) {
            throw new GatewayException(
                    Kind.NOT_CONNECTED, "the account has no " + title + "; an operator has to connect it again");
        }
        for (int i = 0; i < value.length(); i++) {
            if (Character.isISOControl(value.charAt(i))) {
                throw new GatewayException(
                        Kind.NOT_CONNECTED,
                        "the account's " + title + " holds a line break or another control character; an operator has "
                                + "to connect it again");
            }
        }
        return value;
    }

    /** A setting of an integration, or {@code null} if it is not given. */
    static @Nullable String text(Map<String, Object> settings, String name) {
        Object value = settings.get(name);
        return value == null ? null : value.toString();
    }
}

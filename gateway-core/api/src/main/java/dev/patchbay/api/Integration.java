package dev.patchbay.api;

import java.util.List;
import java.util.Objects;

/**
 * A vendor as operators see it, and what an account of it needs.
 *
 * @param id lower-case letters, digits and underscores; part of every tool name
 * @param title the vendor's name
 * @param description one or two sentences for operators and for the model
 * @param baseUrl the URL that request paths are relative to; may hold <code>{{context.name}}</code>
 * @param context what every account tells about itself: it fills the vendor's routing parameters
 * @param authMethods the ways to log in, the preferred one first; at least one
 */
public record Integration(
        String id,
        String title,
        String description,
        String baseUrl,
        List<Field> context,
        List<AuthMethod> authMethods) {
    public Integration {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(title, "title is null");
        Objects.requireNonNull(description, "description is null");
        Objects.requireNonNull(baseUrl, "baseUrl is null");
        context = List.copyOf(context);
        authMethods = List.copyOf(authMethods);
        if (authMethods.isEmpty()) {
            throw new IllegalArgumentException("integration " + id + " has no authentication method");
        }
    }
}

package dev.patchbay.api;

import java.util.Map;
import java.util.Objects;

/**
 * One way in which an integration lets accounts log in: the name of an {@link AuthScheme} and how the vendor wants it.
 *
 * @param id names the method among those of its integration
 * @param scheme the {@link AuthScheme#name() name} of the scheme
 * @param title what an operator chooses, "API key" for example
 * @param settings the scheme's settings, as it documents them
 */
public record AuthMethod(String id, String scheme, String title, Map<String, Object> settings) {
    public AuthMethod {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(scheme, "scheme is null");
        Objects.requireNonNull(title, "title is null");
        settings = Map.copyOf(settings);
    }
}

package dev.patchbay.auth;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What an integration says about its vendor's OAuth. */
record OAuth2Settings(Map<String, Object> values) {
    /** @throws GatewayException of kind {@code MISCONFIGURED} if it is missing or no absolute URL */
    URI url(String name) {
        return url(name, Secret.text(values, name));
    }

    static URI url(String name, @Nullable String text) {
        try {
            URI uri = text == null ? null : new URI(text);
            if (uri != null && uri.isAbsolute() && uri.getHost() != null && uri.getRawFragment() == null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // as if it were missing
        }
        throw new GatewayException(Kind.MISCONFIGURED, "the OAuth setting " + name + " is no absolute URL");
    }

    String scope() {
        String between = Secret.text(values, "scopeSeparator");
        return Stream.of("scopes", "furtherScopes")
                .map(values::get)
                .flatMap(each -> each instanceof Collection<?> several ? several.stream() : Stream.ofNullable(each))
                .map(Object::toString)
                .collect(Collectors.joining(between == null ? " " : between));
    }

    /** A setting that is itself names and values. */
    Map<String, String> map(String name) {
        Map<String, String> texts = new TreeMap<>();
        if (values.get(name) instanceof Map<?, ?> map) {
            map.forEach((key, value) -> texts.put(String.valueOf(key), String.valueOf(value)));
        }
        return texts;
    }

    /** What is said about locations, or {@code null} if a login has none. */
    @Nullable
    LocationSettings locations() {
        return values.get("locations") instanceof Map<?, ?> map ? new LocationSettings(inner(map)) : null;
    }

    private static OAuth2Settings inner(Map<?, ?> map) {
        Map<String, Object> inner = new TreeMap<>();
        map.forEach((key, value) -> inner.put(String.valueOf(key), value));
        return new OAuth2Settings(inner);
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(Secret.text(values, name));
    }

    boolean clientInHeader() {
        return "basic".equals(Secret.text(values, "clientAuthentication"));
    }

    /** What to think where the vendor does not say how long a token is good, or {@code null}. */
    @Nullable
    Duration lifetime() {
        return values.get("expiresIn") instanceof Number seconds ? Duration.ofSeconds(seconds.longValue()) : null;
    }
}

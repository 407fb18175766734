package dev.patchbay.transport;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which {@code Host} and {@code Origin} a request may have. A page in a browser on the operator's machine must not
 * reach a gateway by a name that it made point here.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http">MCP:
 *     Streamable HTTP, security</a>
 */
final class Origins {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private final Set<String> hosts = new HashSet<>();
    private final Set<String> origins = new HashSet<>();

    /**
     * @param publicUrl where clients reach the gateway, or an empty string
     * @param allowedHosts further names, with or without a port
     * @param allowedOrigins further origins, as browsers write them
     */
    Origins(String publicUrl, String[] allowedHosts, String[] allowedOrigins) {
        if (!publicUrl.isEmpty()) {
            URI uri = URI.create(publicUrl);
            hosts.add(lower(uri.getAuthority()));
            origins.add(lower(uri.getScheme() + "://" + uri.getAuthority()));
        }
        Arrays.stream(allowedHosts).map(Origins::lower).forEach(hosts::add);
        Arrays.stream(allowedOrigins).map(Origins::lower).forEach(origins::add);
    }

    /** Whether a request with this header may come in; one without {@code Host} may not. */
    boolean allowsHost(@Nullable String host) {
        if (host == null) {
            return false;
        }
        String name = withoutPort(lower(host));
        return LOOPBACK.contains(name) || hosts.contains(name) || hosts.contains(lower(host));
    }

    /** Whether a request with this header may come in; programs that are not browsers send none. */
    boolean allowsOrigin(@Nullable String origin) {
        if (origin == null) {
            return true;
        }
        if (origins.contains(lower(origin))) {
            return true;
        }
        try {
            URI uri = new URI(origin);
            String host = uri.getHost();
            return host != null
                    && uri.getUserInfo() == null
                    && LOOPBACK.contains(lower(host))
                    && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        boolean hasPort = colon > host.lastIndexOf(']')
                && host.substring(colon + 1).chars().allMatch(Character::isDigit);
        return hasPort ? host.substring(0, colon) : host;
    }

    private static String lower(String text) {
        return text.strip().toLowerCase(Locale.ROOT);
    }
}

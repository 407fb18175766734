package dev.patchbay.vendor;

import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.Integration;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Where an account's vendor is: the only scheme, host and port that its requests can go to.
 *
 * @param host in lower case, an IPv6 address without brackets
 * @param basePath what stands before every path, without a slash at its end
 */
record Target(String scheme, String host, int port, String basePath) {
    private static final String OPEN = "{{";
    private static final String CLOSE = "}}";
    private static final String CONTEXT = "context.";
    private static final int LONGEST_LABEL = 63;

    /** @throws GatewayException of kind {@code MISCONFIGURED} if the base URL is none, or the account cannot fill it */
    static Target of(IntegratedAccount account, Integration integration) {
        String own = account.baseUrl();
        String filled = fill(own == null || own.isBlank() ? integration.baseUrl() : own, account);
        try {
            return of(new URI(filled), filled);
        } catch (URISyntaxException e) {
            throw wrong(filled, "is not a URL");
        }
    }

    /** Scheme, host and port. */
    String origin() {
        boolean usual = port == (scheme.equals("https") ? 443 : 80);
        return scheme + "://" + (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + (usual ? "" : ":" + port);
    }

    private static Target of(URI uri, String text) {
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        String host = uri.getHost();
        if (!scheme.equals("https") && !scheme.equals("http") || host == null) {
            throw wrong(text, "is not an https URL");
        }
        if (uri.getRawUserInfo() != null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            throw wrong(text, "must not hold a user, a query or a fragment");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        if (!path.isEmpty()) {
            RequestCheck.path(path);
        }
        int port = uri.getPort() > 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Target(scheme, bare.toLowerCase(Locale.ROOT), port, path);
    }

    private static String fill(String url, IntegratedAccount account) {
        if (!url.contains(OPEN)) {
            return url;
        }
        StringBuilder filled = new StringBuilder();
        int authority = url.indexOf("://") + 3;
        int path = url.indexOf('/', authority);
        int at = 0;
        for (int open = url.indexOf(OPEN); open >= 0; open = url.indexOf(OPEN, at)) {
            int close = url.indexOf(CLOSE, open);
            String name =
                    close < 0 ? "" : url.substring(open + OPEN.length(), close).trim();
            if (!name.startsWith(CONTEXT) || open < authority) {
                throw wrong(url, "is not a URL in which only {{context.field}} is to be filled");
            }
            filled.append(url, at, open);
            String field = name.substring(CONTEXT.length());
            append(field, account.context().get(field), path < 0 || open < path, filled);
            at = close + CLOSE.length();
        }
        return filled.append(url, at, url.length()).toString();
    }

    private static void append(String field, @Nullable String value, boolean inHost, StringBuilder to) {
        if (value == null) {
            throw new GatewayException(
                    Kind.MISCONFIGURED, "the account has no " + field + ", which its vendor's address needs");
        }
        if (inHost) {
            if (!isLabel(value)) {
                throw new GatewayException(
                        Kind.MISCONFIGURED,
                        field + " must be letters, digits and hyphens: it is a part of a host name");
            }
            to.append(value);
            return;
        }
        String complaint = PathSegment.complaint(value);
        if (complaint != null) {
            throw new GatewayException(Kind.MISCONFIGURED, field + " " + complaint);
        }
        PathSegment.encode(value, to);
    }

    private static boolean isLabel(String value) {
        return !value.isEmpty()
                && value.length() <= LONGEST_LABEL
                && !value.startsWith("-")
                && !value.endsWith("-")
                && value.chars()
                        .allMatch(
                                c -> c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-');
    }

    private static GatewayException wrong(String url, String why) {
        return new GatewayException(Kind.MISCONFIGURED, "the vendor's base URL " + url + " " + why);
    }
}

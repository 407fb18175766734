package dev.patchbay.vendor;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.VendorRequest;
import java.util.Locale;
import java.util.Set;

/**
 * What no request may hold, whoever made it: a description, a hook or a plugin. The last check before a request is
 * signed and once more before it is sent.
 */
final class RequestCheck {
    /** Headers that say how a message is framed or where it goes: those are the HTTP client's. */
    private static final Set<String> CLIENTS_OWN = Set.of(
            "host",
            "content-length",
            "transfer-encoding",
            "connection",
            "upgrade",
            "expect",
            "te",
            "trailer",
            "keep-alive",
            "proxy-connection",
            "proxy-authorization",
            "cookie");

    private RequestCheck() {}

    /** @throws GatewayException of kind {@code INVALID_ARGUMENT} or {@code MISCONFIGURED} */
    static void check(VendorRequest request) {
        path(request.path());
        request.headers().forEach(RequestCheck::header);
        for (int i = 0; i < request.method().length(); i++) {
            char c = request.method().charAt(i);
            if (c < 'A' || c > 'Z') {
                throw new GatewayException(Kind.MISCONFIGURED, "a request's method must be of capital letters");
            }
        }
    }

    /** A path must be what it looks like: no dots, no second address, nothing that ends it early. */
    static void path(String path) {
        int start = 1;
        for (int i = 0; i <= path.length(); i++) {
            char c = i == path.length() ? '/' : path.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == '\\' || c == '?' || c == '#') {
                throw new GatewayException(Kind.INVALID_ARGUMENT, "the path of the request is not percent-encoded");
            }
            if (c == '/' && i >= start) {
                segment(path, start, i);
                start = i + 1;
            }
        }
        if (path.startsWith("//")) {
            throw new GatewayException(Kind.INVALID_ARGUMENT, "the path of the request begins with two slashes");
        }
    }

    private static void segment(String path, int start, int end) {
        int dots = 0;
        int at = start;
        while (at < end) {
            if (path.charAt(at) == '.') {
                at++;
            } else if (path.regionMatches(true, at, "%2e", 0, 3)) {
                at += 3;
            } else {
                return;
            }
            dots++;
        }
        if (dots == 1 || dots == 2) {
            throw new GatewayException(Kind.INVALID_ARGUMENT, "the request would lead to another path");
        }
    }

    private static void header(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(RequestCheck::isTokenCharacter)) {
            throw new GatewayException(Kind.MISCONFIGURED, "a header of the request has no proper name");
        }
        if (CLIENTS_OWN.contains(name.toLowerCase(Locale.ROOT))) {
            throw new GatewayException(Kind.MISCONFIGURED, "header " + name + " cannot be set");
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' ' && c != '\t' || c == 0x7f) {
                throw new GatewayException(
                        Kind.INVALID_ARGUMENT, "header " + name + " must not hold control characters");
            }
        }
    }

    private static boolean isTokenCharacter(int c) {
        return c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }
}

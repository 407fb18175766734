package dev.patchbay.console.session;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/** The one cookie: out of scripts' reach, sent by the console's own pages alone, and forgotten with the browser. */
public final class SessionCookie {
    private static final String NAME = "patchbay_console";
    private static final String PATH = "/console";

    private SessionCookie() {}

    /** What the browser sent; {@code null} if nothing. */
    public static @Nullable String read(HttpServletRequest request) {
        Cookie[] cookies = request.getCookies();
        if (cookies != null) {
            for (Cookie each : cookies) {
                if (each.getName().equals(NAME) && !each.getValue().isEmpty()) {
                    return each.getValue();
                }
            }
        }
        return null;
    }

    public static void write(HttpServletRequest request, HttpServletResponse response, String value) {
        response.addHeader("Set-Cookie", NAME + "=" + value + attributes(request));
    }

    public static void delete(HttpServletRequest request, HttpServletResponse response) {
        response.addHeader("Set-Cookie", NAME + "=" + attributes(request) + "; Max-Age=0");
    }

    private static String attributes(HttpServletRequest request) {
        // Anybody may claim to come by https: it only makes the own cookie stricter.
        boolean secure = request.isSecure() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
        return "; Path=" + PATH + "; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
    }
}

package dev.patchbay.admin;

import jakarta.servlet.http.HttpServletRequest;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Where clients reach this gateway: what the setting says, or else this machine. A request's own word counts only if it
 * names this machine, so that nobody can have URLs made that lead elsewhere.
 */
@Component(service = PublicUrl.class, configurationPid = "dev.patchbay.gateway")
public final class PublicUrl {
    private final String configured;

    @interface Config {
        String public_url() default "";
    }

    @Activate
    public PublicUrl(Config config) {
        this(config.public_url());
    }

    /** @param configured without a path, or empty */
    public PublicUrl(String configured) {
        this.configured = configured.strip().replaceAll("/+$", "");
    }

    /** The URL of a server. */
    String of(HttpServletRequest request, String token) {
        return base(request) + "/mcp/" + token;
    }

    private String base(HttpServletRequest request) {
        if (!configured.isEmpty()) {
            return configured;
        }
        String host = request.getServerName();
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        if (bare.equalsIgnoreCase("localhost") || bare.equals("::1") || bare.matches("127(\\.[0-9]{1,3}){3}")) {
            String shown = bare.contains(":") ? "[" + bare + "]" : bare;
            return request.getScheme() + "://" + shown + ":" + request.getServerPort();
        }
        return "http://127.0.0.1:" + request.getLocalPort();
    }
}

package dev.patchbay.admin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;

/**
 * Where clients reach this gateway: what the setting says, or else this machine. A request's own word counts only if it
 * names this machine, so that nobody can have URLs made that lead elsewhere.
 */
@Component(service = PublicUrl.class, configurationPid = "dev.patchbay.gateway")
public final class PublicUrl {
    private final String configured;
    private volatile @Nullable String listening;

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

    /** The URL of a server for a person at this machine, who sends no request. */
    public String of(String token) {
        String found = listening;
        return (!configured.isEmpty() ? configured : found != null ? found : "http://127.0.0.1") + "/mcp/" + token;
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            updated = "listens",
            unbind = "leaves")
    void listens(HttpServiceRuntime runtime, Map<String, Object> properties) {
        Object endpoints = properties.get("osgi.http.endpoint");
        List<String> urls =
                endpoints instanceof String[] several ? List.of(several) : List.of(String.valueOf(endpoints));
        listening = urls.stream()
                .filter(url -> url.startsWith("http"))
                .map(url -> url.replaceAll("/+$", ""))
                .findFirst()
                .orElse(null);
    }

    void leaves(HttpServiceRuntime runtime) {
        listening = null;
    }

    /** The URL of a server. */
    String of(HttpServletRequest request, String token) {
        return base(request) + "/mcp/" + token;
    }

    /** Where clients reach the gateway, without a path. */
    String base(HttpServletRequest request) {
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

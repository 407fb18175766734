package dev.patchbay.admin;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;

/**
 * Where clients reach this gateway: what the setting says, or else this machine.
 */
@Component(service = PublicUrl.class, configurationPid = "dev.patchbay.gateway")
public final class PublicUrl {
    private final String configured;
    private volatile List<String> listening = List.of();

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

    /**
     * The URL of a server.
     *
     * @param here where a request reached this gateway, {@code null} if there is none or it does not tell
     */
    String of(@Nullable String here, String token) {
        return base(here) + "/mcp/" + token;
    }

    /**
     * Where clients reach this gateway, without a path.
     *
     * @param here as in {@link #of}
     */
    public String base(@Nullable String here) {
        if (!configured.isEmpty()) {
            return configured;
        }
        return here != null ? here : listening.stream().findFirst().orElse("http://127.0.0.1");
    }

    /** What the setting says, if it says anything. */
    public Optional<String> configured() {
        return configured.isEmpty() ? Optional.empty() : Optional.of(configured);
    }

    /** Where the HTTP server listens; empty while it does not. */
    public List<String> listening() {
        return listening;
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
                .toList();
    }

    void leaves(HttpServiceRuntime runtime) {
        listening = List.of();
    }
}

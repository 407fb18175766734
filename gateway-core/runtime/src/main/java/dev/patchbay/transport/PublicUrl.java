package dev.patchbay.transport;

import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.servlet.runtime.HttpServiceRuntime;

/** Where clients reach this gateway: what the operator has configured, or else where it listens on this machine. */
@Component(service = PublicUrl.class, configurationPid = "dev.patchbay.gateway")
public final class PublicUrl {
    private static final String ENDPOINT = "osgi.http.endpoint";

    private final String configured;
    private volatile @Nullable String listening;

    @Activate
    public PublicUrl(McpServlet.Config config) {
        String url = config.public_url().strip();
        configured = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    /** The URL without a slash at its end; paths such as {@code /mcp/…} follow. */
    public String base() {
        String found = listening;
        return !configured.isEmpty() ? configured : found != null ? found : "http://127.0.0.1";
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            updated = "listens",
            unbind = "leaves")
    void listens(HttpServiceRuntime runtime, Map<String, Object> properties) {
        Object endpoints = properties.get(ENDPOINT);
        String[] urls = endpoints instanceof String[] array
                ? array
                : endpoints instanceof Iterable<?> several
                        ? strings(several)
                        : new String[] {String.valueOf(endpoints)};
        listening = Arrays.stream(urls)
                .filter(url -> url.startsWith("http"))
                .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url)
                .findFirst()
                .orElse(null);
    }

    void leaves(HttpServiceRuntime runtime) {
        listening = null;
    }

    private static String[] strings(Iterable<?> several) {
        java.util.List<String> strings = new java.util.ArrayList<>();
        several.forEach(each -> strings.add(String.valueOf(each)));
        return strings.toArray(String[]::new);
    }
}

package dev.patchbay.health;

import dev.patchbay.admin.PublicUrl;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Looks where the gateway listens and what it tells clients of that. The URLs of MCP servers are secrets, so they are
 * not to travel unencrypted.
 */
@Component(property = {HealthCheck.NAME + "=address", HealthCheck.TAGS + "=patchbay"})
public final class AddressCheck implements HealthCheck {
    private static final String SETTING = "public.url in conf/dev.patchbay.gateway.cfg";

    private final PublicUrl publicUrl;

    @Activate
    public AddressCheck(@Reference PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    public Result execute() {
        Findings findings = new Findings();
        List<String> listening = publicUrl.listening();
        List<String> open = listening.stream().filter(each -> !isLoopback(each)).toList();
        if (listening.isEmpty()) {
            findings.critical(
                    "no HTTP server listens",
                    "The port may be taken: set org.osgi.service.http.port in conf/org.apache.felix.http.cfg.");
        } else {
            findings.fine("listens at " + String.join(", ", listening));
        }
        Optional<String> configured = publicUrl.configured();
        if (configured.isPresent()) {
            judge(configured.get(), findings);
        } else if (open.isEmpty()) {
            findings.fine("no public URL: clients on this machine only. For claude.ai set " + SETTING);
        } else {
            findings.warn(
                    "there is no public URL, and others can connect: " + String.join(", ", open),
                    "Put a proxy that speaks TLS in front, and set " + SETTING
                            + "; or listen at 127.0.0.1 (org.apache.felix.http.host in conf/org.apache.felix.http.cfg).");
        }
        return findings.result();
    }

    private static void judge(String configured, Findings findings) {
        URI uri = uri(configured).orElse(null);
        if (uri == null || uri.getHost() == null || uri.getScheme() == null) {
            findings.critical("the public URL " + configured + " is not a URL", "Correct " + SETTING + ".");
        } else if (uri.getRawPath() != null && !uri.getRawPath().isEmpty() || uri.getRawQuery() != null) {
            findings.critical(
                    "the public URL " + configured + " has a path, and the gateway is at the root of its host",
                    "Give it a host name of its own, and correct " + SETTING + ".");
        } else if (!uri.getScheme().equals("https") && !isLoopback(configured)) {
            findings.warn(
                    "the public URL " + configured + " is not https: its secret URLs can be read on the way, and"
                            + " claude.ai does not connect",
                    "Put a proxy that speaks TLS in front, and correct " + SETTING + ".");
        } else {
            findings.fine("the public URL is " + configured);
        }
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** Names other than localhost are not looked up: that could take its time. */
    private static boolean isLoopback(String url) {
        String host = uri(url).map(URI::getHost).orElse("");
        if (host.equalsIgnoreCase("localhost")) {
            return true;
        }
        try {
            return (host.startsWith("[") || host.matches("[0-9.]+"))
                    && InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

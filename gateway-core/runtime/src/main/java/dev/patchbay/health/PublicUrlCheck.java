package dev.patchbay.health;

import dev.patchbay.admin.PublicUrl;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Asks the gateway for {@code /health} by its public URL, as a client would: whether the name is known, whether what
 * stands in front lets requests through, and whether it says that it does so for somebody else.
 */
@Component(property = {HealthCheck.NAME + "=public URL", HealthCheck.TAGS + "=" + HealthReport.COSTLY})
public final class PublicUrlCheck implements HealthCheck {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String PROXY = "Look at the proxy in front of the gateway, and at the firewall. A machine that"
            + " cannot reach itself by its public name may still be reached by others.";

    private final PublicUrl publicUrl;

    @Activate
    public PublicUrlCheck(@Reference PublicUrl publicUrl) {
        this.publicUrl = publicUrl;
    }

    @Override
    public Result execute() {
        Findings findings = new Findings();
        Optional<String> configured = publicUrl.configured();
        if (configured.isEmpty()) {
            return findings.fine("there is none to ask").result();
        }
        String url = configured.get();
        try {
            URI health = URI.create(url + "/health");
            InetAddress address = InetAddress.getByName(String.valueOf(health.getHost()));
            HttpResponse<String> answer = HttpClient.newBuilder()
                    .connectTimeout(PATIENCE)
                    .build()
                    .send(
                            HttpRequest.newBuilder(health).timeout(PATIENCE).build(),
                            HttpResponse.BodyHandlers.ofString());
            judge(url, address, answer, findings);
        } catch (IllegalArgumentException e) {
            findings.critical(url + " is not a URL", "Correct public.url in conf/dev.patchbay.gateway.cfg.");
        } catch (UnknownHostException e) {
            findings.warn("the name in " + url + " has no address", "Enter it at your name server.");
        } catch (HttpTimeoutException e) {
            findings.warn(url + " does not answer within " + PATIENCE.toSeconds() + " s", PROXY);
        } catch (SSLException e) {
            findings.warn(
                    url + " has no valid certificate: " + e.getMessage(),
                    "Give the proxy a certificate that clients trust; claude.ai takes no other.");
        } catch (ConnectException e) {
            findings.warn(url + " accepts no connection", PROXY);
        } catch (IOException e) {
            findings.warn(url + " could not be asked: " + e.getMessage(), PROXY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return findings.result();
    }

    private static void judge(String url, InetAddress address, HttpResponse<String> answer, Findings findings) {
        String body = answer.body();
        if (!body.startsWith("{\"status\":")) {
            findings.warn(
                    url + " leads to something else: /health is answered with status " + answer.statusCode(),
                    "Let the proxy pass everything to the gateway: /mcp, /oauth, /console, the admin API.");
        } else if (body.contains("\"checks\"") && !address.isLoopbackAddress()) {
            findings.warn(
                    "the proxy in front of " + url + " does not say that it asks for others, so everybody gets what is"
                            + " for this machine alone: the details of /health, and /metrics",
                    "Let it send X-Forwarded-For; nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;");
        } else {
            findings.fine(url + " leads to a gateway");
        }
    }
}

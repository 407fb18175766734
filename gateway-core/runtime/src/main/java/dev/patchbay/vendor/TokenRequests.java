package dev.patchbay.vendor;

import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.Integration;
import dev.patchbay.api.TokenEndpoint;
import dev.patchbay.api.VendorBody;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.eclipse.jetty.client.BytesRequestContent;
import org.eclipse.jetty.client.Request;
import org.jspecify.annotations.Nullable;

/**
 * Requests to where vendors issue credentials, by the same client and behind the same guard as all others. None is
 * broken off when the gateway stops: its answer may be the only one that there will be.
 */
final class TokenRequests implements AutoCloseable {
    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final long GRACE_MILLIS = 2_000;
    /** What of a form must not be seen, in lower case and without underscores. */
    private static final Set<String> SECRET = Set.of(
            "clientsecret",
            "refreshtoken",
            "code",
            "codeverifier",
            "assertion",
            "clientassertion",
            "password",
            "token");

    private final VendorHttp http;
    private final Supplier<VendorExchange.Pipeline> way;
    private final AnswerReader answers;
    private final long timeoutMillis;
    private final Phaser underway = new Phaser(1);

    TokenRequests(VendorHttp http, Supplier<VendorExchange.Pipeline> way, AnswerReader answers, Duration timeout) {
        this.http = http;
        this.way = way;
        this.answers = answers;
        this.timeoutMillis = timeout.toMillis();
    }

    /** @param baseUrl the account's own base URL, or {@code null} */
    TokenEndpoint of(Integration integration, @Nullable String baseUrl) {
        return (url, headers, form) -> post(placed(url, integration.baseUrl(), baseUrl), headers, form);
    }

    /** Whoever moves a vendor moves what issues its credentials, if that is at the same place. */
    private static URI placed(URI url, String usual, @Nullable String own) {
        String from = withoutSlash(usual);
        String text = url.toString();
        if (own == null || own.isBlank() || !(text.equals(from) || text.startsWith(from + "/"))) {
            return url;
        }
        return URI.create(withoutSlash(own.strip()) + text.substring(from.length()));
    }

    private static String withoutSlash(String url) {
        return url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
    }

    private VendorResponse post(URI url, Map<String, String> headers, Map<String, String> form) {
        if (underway.register() < 0) {
            throw new GatewayException(Kind.CANCELLED, "the gateway is stopping; nothing was sent");
        }
        try {
            return read(send(url, headers, form), mask(headers, form), url);
        } finally {
            underway.arriveAndDeregister();
        }
    }

    private HttpAnswer send(URI url, Map<String, String> headers, Map<String, String> form) {
        Target target = target(url);
        way.get().guard().check(target);
        String query = url.getRawQuery();
        String path = target.basePath();
        RequestCheck.check(new VendorRequest("POST", path, List.of(), headers, null));
        Request request =
                http.request(target, query == null ? path : path + "?" + query).method("POST");
        Body body = Body.of(new VendorBody.Form(new TreeMap<>(form)));
        request.headers(fields -> {
            fields.put("User-Agent", way.get().userAgent());
            fields.put("Accept", "application/json");
            fields.put("Accept-Encoding", "gzip");
            headers.forEach(fields::put);
            fields.put("Content-Type", body.contentType());
        });
        request.body(new BytesRequestContent(body.contentType(), body.bytes()));
        try {
            return new HttpExchange(request, LARGEST_ANSWER).send(timeoutMillis, () -> false);
        } catch (HttpFailure failure) {
            Kind kind = switch (failure.kind()) {
                case CONNECT, TOO_LATE, TIMEOUT, LOST -> Kind.VENDOR_UNREACHABLE;
                case FORBIDDEN_ADDRESS -> Kind.MISCONFIGURED;
                case TOO_LARGE -> Kind.VENDOR_FAILED;
                case CANCELLED -> Kind.CANCELLED;
            };
            throw new GatewayException(
                    kind, "the vendor's token endpoint " + target.host() + ": " + failure.getMessage());
        }
    }

    private static Target target(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost();
        if (!scheme.equals("https") && !scheme.equals("http") || host == null || url.getRawUserInfo() != null) {
            throw new GatewayException(Kind.MISCONFIGURED, "the vendor's token URL is not an https URL");
        }
        String path = url.getRawPath() == null || url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        int port = url.getPort() > 0 ? url.getPort() : scheme.equals("https") ? 443 : 80;
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return new Target(scheme, bare.toLowerCase(Locale.ROOT), port, path);
    }

    private VendorResponse read(HttpAnswer answer, SecretMask mask, URI url) {
        boolean success = answer.status() >= 200 && answer.status() < 300;
        Object body;
        try {
            body = answers.read(answer);
        } catch (AnswerReader.Unreadable e) {
            if (success) {
                throw new GatewayException(
                        Kind.VENDOR_FAILED,
                        "the vendor's token endpoint " + url.getHost() + " answered " + answer.status() + ", but "
                                + e.getMessage());
            }
            body = null;
        }
        return new VendorResponse(answer.status(), answer.headers(), success ? body : hidden(body, mask), null);
    }

    private static SecretMask mask(Map<String, String> headers, Map<String, String> form) {
        Map<String, String> secrets = new HashMap<>();
        form.forEach((name, value) -> {
            if (SECRET.contains(name.toLowerCase(Locale.ROOT).replace("_", ""))) {
                secrets.put(name, value);
            }
        });
        VendorRequest bare = VendorRequest.get("/");
        return new SecretMask(
                new Credential(secrets), bare, new VendorRequest("POST", "/", List.of(), authorization(headers), null));
    }

    private static Map<String, String> authorization(Map<String, String> headers) {
        Map<String, String> found = new HashMap<>(headers);
        found.keySet().removeIf(name -> !name.equalsIgnoreCase("authorization"));
        return found;
    }

    private static @Nullable Object hidden(@Nullable Object value, SecretMask mask) {
        if (value instanceof String text) {
            return mask.hide(text);
        }
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(each -> each == null ? "" : hidden(each, mask))
                    .toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, @Nullable Object> clean = new LinkedHashMap<>();
            map.forEach((name, each) -> clean.put(String.valueOf(name), hidden(each, mask)));
            return clean;
        }
        return value;
    }

    /** Waits for the requests that are under way; no other begins. */
    @Override
    public void close() {
        int phase = underway.arriveAndDeregister();
        if (phase < 0) {
            return;
        }
        try {
            underway.awaitAdvanceInterruptibly(phase, timeoutMillis + GRACE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            // They have had their time.
        }
    }
}

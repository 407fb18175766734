package dev.patchbay.vendor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.util.Promise;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one HTTP client. It keeps nothing of one request for the next but the connection: no cookies, no
 * authentication, no redirects, and it connects only to addresses that the guard has seen.
 */
final class VendorHttp implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(VendorHttp.class);
    private static final long CONNECT_MILLIS = 5_000;
    /** Shorter than vendors keep an unused connection: a request on a dying one has an unknown outcome. */
    private static final long IDLE_CONNECTION_MILLIS = 20_000;

    private static final int CONNECTIONS_PER_VENDOR = 512;
    private static final int WAITING_PER_VENDOR = 4_096;
    private static final int LARGEST_HEADERS = 32 * 1024;
    private static final int THREADS = 32;

    private final HttpClient client = new HttpClient();

    VendorHttp(EgressGuard guard, EgressGuard.Lookup lookup, String userAgent) {
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("vendor-http");
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setName("vendor-http");
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(new HttpField(HttpHeader.USER_AGENT, userAgent));
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setAddressResolutionTimeout(CONNECT_MILLIS);
        client.setIdleTimeout(IDLE_CONNECTION_MILLIS);
        client.setMaxConnectionsPerDestination(CONNECTIONS_PER_VENDOR);
        client.setMaxRequestsQueuedPerDestination(WAITING_PER_VENDOR);
        client.setMaxResponseHeadersSize(LARGEST_HEADERS);
        client.setSocketAddressResolver(
                (host, port, promise) -> threads.execute(() -> resolve(guard, lookup, host, port, promise)));
        try {
            client.start();
        } catch (Exception e) {
            throw new IllegalStateException("the HTTP client does not start", e);
        }
        // The answer's own headers are judged by the pipeline; the client's handlers would act on them.
        client.getProtocolHandlers().remove("redirect");
        client.getProtocolHandlers().remove("www-authenticate");
        client.getProtocolHandlers().remove("proxy-authenticate");
        client.getContentDecoderFactories().clear();
    }

    private static void resolve(
            EgressGuard guard,
            EgressGuard.Lookup lookup,
            String host,
            int port,
            Promise<List<InetSocketAddress>> promise) {
        List<InetSocketAddress> addresses = new ArrayList<>();
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        try {
            for (InetAddress address : lookup.addresses(bare)) {
                guard.check(bare, port, address);
                addresses.add(new InetSocketAddress(address, port));
            }
        } catch (Exception e) {
            promise.failed(e);
            return;
        }
        promise.succeeded(addresses);
    }

    Request request(Target target, String pathAndQuery) {
        String host = target.host().indexOf(':') >= 0 ? "[" + target.host() + "]" : target.host();
        return client.newRequest(host, target.port()).scheme(target.scheme()).path(pathAndQuery);
    }

    @Override
    public void close() {
        try {
            client.stop();
        } catch (Exception e) {
            LOG.warn("the HTTP client does not stop cleanly: {}", e.toString());
        }
    }
}

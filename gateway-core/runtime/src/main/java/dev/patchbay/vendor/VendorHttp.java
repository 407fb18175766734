package dev.patchbay.vendor;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.eclipse.jetty.client.DuplexConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.http.HttpCookieStore;
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

    /** Then a name is resolved, and its address judged, anew. */
    private static final long CONNECTION_MILLIS = 300_000;

    private static final int LOOKUP_THREADS = 64;
    private static final long LOOKUP_THREAD_SECONDS = 10;

    private final HttpClient client = new HttpClient();
    /** Apart from the client's own threads: a name server that hangs holds up nobody who is connected. */
    private final ExecutorService lookups;

    /** @param guard the guard of this moment */
    VendorHttp(Supplier<EgressGuard> guard, EgressGuard.Lookup lookup) {
        lookups = new ThreadPoolExecutor(
                0, LOOKUP_THREADS, LOOKUP_THREAD_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                    Thread thread = new Thread(task, "vendor-lookup");
                    thread.setDaemon(true);
                    return thread;
                });
        QueuedThreadPool threads = new QueuedThreadPool(THREADS, 2);
        threads.setName("vendor-http");
        threads.setDaemon(true);
        client.setExecutor(threads);
        client.setName("vendor-http");
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setUserAgentField(null);
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setAddressResolutionTimeout(CONNECT_MILLIS);
        client.setIdleTimeout(IDLE_CONNECTION_MILLIS);
        client.setMaxConnectionsPerDestination(CONNECTIONS_PER_VENDOR);
        client.setMaxRequestsQueuedPerDestination(WAITING_PER_VENDOR);
        client.setMaxResponseHeadersSize(LARGEST_HEADERS);
        client.setSocketAddressResolver(
                (host, port, promise) -> lookUp(() -> resolve(guard.get(), lookup, host, port, promise), promise));
        client.getTransport().setConnectionPoolFactory(destination -> {
            DuplexConnectionPool pool = new DuplexConnectionPool(
                    destination, destination.getHttpClient().getMaxConnectionsPerDestination());
            pool.setMaxDuration(CONNECTION_MILLIS);
            return pool;
        });
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

    private void lookUp(Runnable task, Promise<List<InetSocketAddress>> promise) {
        try {
            lookups.execute(task);
        } catch (RejectedExecutionException e) {
            promise.failed(new UnknownHostException("too many look-ups are under way"));
        }
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
        lookups.shutdownNow();
        try {
            client.stop();
        } catch (Exception e) {
            LOG.warn("the HTTP client does not stop cleanly: {}", e.toString());
        }
    }
}

package dev.patchbay.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A vendor on loopback that answers as it is told, once for each thing that it was told, and remembers who asked. */
final class Vendor implements AutoCloseable {
    /** What was asked. */
    record Request(String method, String path, Map<String, String> headers, String body) {
        @Nullable
        String header(String name) {
            return headers.get(name.toLowerCase(Locale.ROOT));
        }
    }

    @FunctionalInterface
    private interface Behaviour {
        void serve(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private static final Behaviour FINE = exchange -> reply(exchange, 200, Map.of(), "{\"ok\":true,\"data\":[]}");

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final ConcurrentLinkedDeque<Behaviour> next = new ConcurrentLinkedDeque<>();
    private volatile Behaviour usual = FINE;
    private volatile CountDownLatch hungUp = new CountDownLatch(1);

    Vendor() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "vendor");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::handle);
        server.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Request> requests() {
        return requests;
    }

    Request lastRequest() {
        return requests.get(requests.size() - 1);
    }

    /** Answers the next request so. */
    void answer(int status, Map<String, String> headers, String body) {
        next.add(exchange -> reply(exchange, status, headers, body));
    }

    /** Answers every request so, until it is reset. */
    void answerAlways(int status, String body) {
        usual = exchange -> reply(exchange, status, Map.of(), body);
    }

    void reset() {
        usual = FINE;
        next.clear();
    }

    /** Closes the next connection without an answer. */
    void hangUp() {
        next.add(HttpExchange::close);
    }

    /** Answers the next request after a time. */
    void slow(Duration time) {
        next.add(exchange -> {
            TimeUnit.MILLISECONDS.sleep(time.toMillis());
            FINE.serve(exchange);
        });
    }

    /** Begins to answer the next request and never ends, until the other side closes. */
    void hang() {
        CountDownLatch closed = new CountDownLatch(1);
        hungUp = closed;
        next.add(exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(' ');
                    exchange.getResponseBody().flush();
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            } catch (IOException otherSideClosed) {
                closed.countDown();
            }
        });
    }

    boolean hungUpWithin(Duration time) throws InterruptedException {
        return hungUp.await(time.toMillis(), TimeUnit.MILLISECONDS);
    }

    void awaitRequest(String path, Duration patience) {
        SharedGateway.await(() -> requests.stream().anyMatch(each -> each.path().equals(path)), patience);
    }

    private void handle(HttpExchange exchange) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), String.join(",", values)));
        try (InputStream in = exchange.getRequestBody()) {
            requests.add(new Request(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().getRawPath(),
                    headers,
                    new String(in.readAllBytes(), UTF_8)));
        }
        Behaviour behaviour = next.poll();
        try (exchange) {
            (behaviour == null ? usual : behaviour).serve(exchange);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void reply(HttpExchange exchange, int status, Map<String, String> headers, String body)
            throws IOException {
        byte[] bytes = body.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        headers.forEach(exchange.getResponseHeaders()::set);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

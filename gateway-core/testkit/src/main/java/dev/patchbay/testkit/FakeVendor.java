package dev.patchbay.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A vendor on loopback: answers what it is told to, remembers what it was asked, and hangs when it is told to hang.
 * Answers that were lined up come first; then its behaviour is asked, which says 200 with <code>{}</code> until it is
 * replaced.
 */
public final class FakeVendor implements AutoCloseable {
    private static final long HANG_SECONDS = 60;

    static {
        // Head and body are written apart; without this each answer waits for an acknowledgement.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "fake-vendor");
        thread.setDaemon(true);
        return thread;
    });
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Queue<Answer> lined = new ConcurrentLinkedQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Behaviour behaviour = request -> Answer.json(200, "{}");

    /** What a vendor does with a request. */
    @FunctionalInterface
    public interface Behaviour {
        Answer answer(Received request) throws Exception;
    }

    private FakeVendor() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::serve);
        server.start();
    }

    /** A vendor that listens on a free port of loopback. */
    public static FakeVendor start() {
        return new FakeVendor();
    }

    /** Its base URL, without a slash at the end. */
    public String url() {
        return "http://" + host();
    }

    /** Host and port, as they are listed in {@code allowed_private_hosts}. */
    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /** Lines up one answer. */
    public FakeVendor answers(Answer answer) {
        lined.add(answer);
        return this;
    }

    /** Lines up one answer of JSON, with headers written as {@code Name: value}. */
    public FakeVendor answers(int status, String json, String... headers) {
        Answer answer = Answer.json(status, json);
        for (String header : headers) {
            int colon = header.indexOf(':');
            answer = answer.with(
                    header.substring(0, colon), header.substring(colon + 1).trim());
        }
        return answers(answer);
    }

    /** What it does when no answer is lined up. */
    public FakeVendor behaves(Behaviour does) {
        behaviour = does;
        return this;
    }

    /** Keeps every request without an answer until the vendor is closed. */
    public FakeVendor hangs() {
        return behaves(request -> {
            closed.await(HANG_SECONDS, TimeUnit.SECONDS);
            return Answer.empty(503);
        });
    }

    /** All requests so far, in the order in which they arrived. */
    public List<Received> received() {
        return List.copyOf(received);
    }

    /** @throws IllegalStateException if there was none */
    public Received last() {
        List<Received> all = received();
        if (all.isEmpty()) {
            throw new IllegalStateException("the vendor was not asked");
        }
        return all.get(all.size() - 1);
    }

    /** Forgets requests and answers. */
    public void forget() {
        received.clear();
        lined.clear();
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            Received request = read(exchange);
            received.add(request);
            Answer next = lined.poll();
            Answer answer;
            try {
                answer = next != null ? next : behaviour.answer(request);
            } catch (Exception e) {
                answer = Answer.text(500, "text/plain", "the fake vendor failed: " + e);
            }
            answer.headers().forEach(exchange.getResponseHeaders()::add);
            int length = answer.body().length;
            exchange.sendResponseHeaders(answer.status(), length == 0 ? -1 : length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(answer.body());
            }
        }
    }

    private static Received read(HttpExchange exchange) throws IOException {
        Map<String, List<String>> headers = new LinkedHashMap<>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
        return new Received(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                headers,
                exchange.getRequestBody().readAllBytes());
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

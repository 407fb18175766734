package dev.patchbay.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The vendor on loopback: codes and refresh tokens work once, and only the newest access token opens {@code /me}. */
public final class RelayServer implements AutoCloseable {
    final List<String> forms = new CopyOnWriteArrayList<>();
    final Queue<Integer> tokenFailures = new ConcurrentLinkedQueue<>();
    final AtomicInteger calls = new AtomicInteger();
    volatile String place = "p1";
    volatile boolean hangs;
    volatile boolean refusesCalls;

    /** What asked for tokens of places, and got one. */
    final List<String> placeForms = new CopyOnWriteArrayList<>();

    final Queue<Integer> placeFailures = new ConcurrentLinkedQueue<>();
    private static final int PLACES = 250;

    private final Set<String> placeTokens = ConcurrentHashMap.newKeySet();
    private final Set<String> used = ConcurrentHashMap.newKeySet();
    private final AtomicInteger issued = new AtomicInteger();
    private volatile String access = "";
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer server;

    public RelayServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/token", this::token);
        server.createContext("/me", this::me);
        server.createContext("/places", this::places);
        server.createContext("/place-token", this::placeToken);
        server.start();
    }

    /** The forms that the token endpoint has got. */
    public List<String> forms() {
        return List.copyOf(forms);
    }

    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public String url() {
        return "http://" + host();
    }

    /** The access token of before is worth nothing any more. */
    void revokeAccess() {
        access = "revoked";
    }

    private void places(HttpExchange exchange) throws IOException {
        boolean good = ("Bearer " + access).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        String list = IntStream.rangeClosed(1, PLACES)
                .mapToObj(i -> "{\"id\":\"s" + i + "\",\"name\":\"Shop\\n" + i + "\",\"street\":\"Mill Lane\"}")
                .collect(Collectors.joining(",", "[", "]"));
        answer(exchange, good ? 200 : 401, good ? list : "{}");
    }

    private void placeToken(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        boolean good = ("Bearer " + access).equals(exchange.getRequestHeaders().getFirst("Authorization"));
        Integer failure = placeFailures.poll();
        if (failure != null) {
            answer(exchange, failure, "{}");
        } else if (!good) {
            answer(exchange, 401, "{}");
        } else {
            placeForms.add(form);
            String token = "place-token-" + placeForms.size();
            placeTokens.add(token);
            answer(exchange, 200, "{\"access_token\":\"" + token + "\"}");
        }
    }

    /** No token is worth anything any more, and none is renewed. */
    public void refuseAll() {
        revokeAccess();
        tokenFailures.add(400);
    }

    /** The tokens of places are worth nothing any more. */
    void revokePlaces() {
        placeTokens.clear();
    }

    private void token(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        forms.add(form);
        if (hangs) {
            try {
                closed.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        Integer failure = tokenFailures.poll();
        if (failure != null) {
            answer(exchange, failure, "{\"error\":\"server_error\"}");
        } else if (form.contains("code=bad") || !used.add(form)) {
            answer(exchange, 400, "{\"error\":\"invalid_grant\",\"sent\":\"" + form + "\"}");
        } else {
            int number = issued.incrementAndGet();
            access = "access-token-" + number;
            String where = place.isEmpty() ? "" : ",\"place\":\"" + place + "\"";
            answer(
                    exchange,
                    200,
                    "{\"access_token\":\"" + access + "\",\"refresh_token\":\"refresh-token-" + number + "\"" + where
                            + "}");
        }
    }

    private void me(HttpExchange exchange) throws IOException {
        calls.incrementAndGet();
        String token = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        boolean good = token.equals("Bearer " + access) || placeTokens.contains(token.replaceFirst("^Bearer ", ""));
        answer(
                exchange,
                good && !refusesCalls ? 200 : 401,
                good && !refusesCalls ? "{\"name\":\"Ada\"}" : "{\"message\":\"Invalid JWT\"}");
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        try (exchange) {
            byte[] body = json.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length);
            try (OutputStream out = exchange.getResponseBody()) {
                out.write(body);
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}

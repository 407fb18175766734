package dev.patchbay;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** Acme on this machine: it knows one key. */
public final class AcmeVendor implements AutoCloseable {
    private final HttpServer server;

    /** What it answers to {@code GET /me} with the right key. */
    public volatile int status = 200;

    public AcmeVendor() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/me", exchange -> {
            boolean known = Rooms.SECRET.equals(exchange.getRequestHeaders().getFirst("X-Api-Key"));
            exchange.sendResponseHeaders(known ? status : 401, -1);
            exchange.close();
        });
        server.start();
    }

    public String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    public String url() {
        return "http://" + host();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}

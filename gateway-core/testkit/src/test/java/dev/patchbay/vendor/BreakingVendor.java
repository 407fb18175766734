package dev.patchbay.vendor;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A vendor that takes a request and closes the connection without a word. */
final class BreakingVendor implements AutoCloseable {
    private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final AtomicInteger asked = new AtomicInteger();

    private BreakingVendor() throws IOException {
        Thread thread = new Thread(this::serve, "breaking-vendor");
        thread.setDaemon(true);
        thread.start();
    }

    static BreakingVendor start() throws IOException {
        return new BreakingVendor();
    }

    String url() {
        return "http://" + host();
    }

    String host() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    int asked() {
        return asked.get();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                StringBuilder request = new StringBuilder();
                while (request.indexOf("\"amount\":5}") < 0) {
                    int read = in.read();
                    if (read < 0) {
                        break;
                    }
                    request.append((char) read);
                }
                asked.incrementAndGet();
            } catch (IOException e) {
                return; // the test is over
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

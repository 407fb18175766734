package dev.patchbay.vendor;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A vendor whose answer does not end before the other side hangs up. */
final class EndlessVendor implements AutoCloseable {
    private static final int CHUNK = 0x10000;

    private final ServerSocket server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    private final CountDownLatch cut = new CountDownLatch(1);

    private EndlessVendor() throws IOException {
        Thread thread = new Thread(this::serve, "endless-vendor");
        thread.setDaemon(true);
        thread.start();
    }

    static EndlessVendor start() throws IOException {
        return new EndlessVendor();
    }

    String url() {
        return "http://" + host();
    }

    String host() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    boolean awaitCut(long seconds) throws InterruptedException {
        return cut.await(seconds, TimeUnit.SECONDS);
    }

    private void serve() {
        byte[] blanks = new byte[CHUNK];
        try (Socket socket = server.accept()) {
            // An answer to what was not asked yet is not taken for one.
            if (socket.getInputStream().read() < 0) {
                return;
            }
            OutputStream out = socket.getOutputStream();
            out.write("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
            while (!server.isClosed()) {
                out.write("10000\r\n".getBytes(StandardCharsets.US_ASCII));
                out.write(blanks);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            cut.countDown();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

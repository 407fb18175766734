package dev.patchbay.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A vendor that takes a request and never answers. It notices when the other side gives up, which tells an aborted
 * request from one that was only forgotten.
 */
public final class SilentVendor implements AutoCloseable {
    private final ServerSocket server;
    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch abandoned = new CountDownLatch(1);

    private SilentVendor() {
        try {
            server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "silent-vendor");
        thread.setDaemon(true);
        thread.start();
    }

    /** A vendor that listens on a free port of loopback, for one connection. */
    public static SilentVendor start() {
        return new SilentVendor();
    }

    public String url() {
        return "http://" + host();
    }

    /** Host and port, as they are listed in {@code allowed_private_hosts}. */
    public String host() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** Waits until a request has begun to arrive; false if none did. */
    public boolean awaitAsked(long seconds) throws InterruptedException {
        return asked.await(seconds, TimeUnit.SECONDS);
    }

    /** Waits until the other side has closed the connection; false if it did not. */
    public boolean awaitAbandoned(long seconds) throws InterruptedException {
        return abandoned.await(seconds, TimeUnit.SECONDS);
    }

    private void serve() {
        try (Socket socket = server.accept();
                InputStream in = socket.getInputStream()) {
            for (int read = in.read(); read >= 0; read = in.read()) {
                asked.countDown();
            }
            abandoned.countDown();
        } catch (IOException e) {
            // A connection that is reset is abandoned too; one that never came was closed by the test's end.
            if (asked.getCount() == 0) {
                abandoned.countDown();
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

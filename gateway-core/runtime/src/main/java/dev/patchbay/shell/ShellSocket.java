package dev.patchbay.shell;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets whoever may open {@code shell.sock} in the data folder run commands: the user that the gateway runs as, and
 * root. There is no other authentication, and no port.
 */
@Component(
        service = {},
        immediate = true)
public final class ShellSocket {
    private static final Logger log = LoggerFactory.getLogger(ShellSocket.class);
    private static final int MOST_CLIENTS = 32;

    private final CommandProcessor processor;
    private final Path socket;
    private final ServerSocketChannel server;
    private final Semaphore free = new Semaphore(MOST_CLIENTS);
    private final Set<SocketChannel> clients = ConcurrentHashMap.newKeySet();

    @Activate
    public ShellSocket(BundleContext context, @Reference CommandProcessor processor) throws IOException {
        this.processor = processor;
        String data = context.getProperty("patchbay.data");
        if (data == null) {
            throw new IOException("the framework property patchbay.data names no folder for the shell's socket");
        }
        this.socket = Path.of(data, "shell.sock");
        this.server = open(socket);
        Thread acceptor = new Thread(this::accept, "shell");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    /**
     * A socket is born with the permissions that the process gives to all its files. It is therefore born in a folder
     * that nobody else can enter, and moves to its place when it is closed to others; the move also replaces what a
     * gateway that was killed has left there.
     */
    private static ServerSocketChannel open(Path socket) throws IOException {
        Path nursery = Files.createTempDirectory(
                socket.getParent(),
                ".sh",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path newborn = nursery.resolve("s");
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            server.bind(UnixDomainSocketAddress.of(newborn));
            Files.setPosixFilePermissions(newborn, PosixFilePermissions.fromString("rw-------"));
            Files.move(newborn, socket, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return server;
        } catch (IOException e) {
            server.close();
            Files.deleteIfExists(newborn);
            throw new IOException(
                    "no shell at " + socket + ": " + e.getMessage()
                            + ". The path of a socket is at most about 100 characters long: PATCHBAY_DATA can name a"
                            + " shorter one",
                    e);
        } finally {
            Files.deleteIfExists(nursery);
        }
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel client = server.accept();
                if (free.tryAcquire()) {
                    serve(client);
                } else {
                    client.close();
                }
            }
        } catch (ClosedChannelException deactivated) {
            log.debug("The shell is closed");
        } catch (IOException e) {
            log.warn("The shell takes no more clients: {}", e.getMessage());
        }
    }

    private void serve(SocketChannel client) {
        clients.add(client);
        Runnable session = new ShellSession(processor, client);
        Thread thread = new Thread(
                () -> {
                    try {
                        session.run();
                    } finally {
                        clients.remove(client);
                        free.release();
                    }
                },
                "shell-client");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void close() throws IOException {
        Files.deleteIfExists(socket);
        server.close();
        for (SocketChannel client : clients) {
            client.close();
        }
    }
}

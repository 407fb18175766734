package dev.patchbay.harness;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Objects;

/** The folder that the build has assembled, and that users unpack. */
public final class AssembledFolder {
    private AssembledFolder() {}

    /** Where it is, as the system property {@code patchbay.home} says. */
    public static Path home() {
        return Path.of(Objects.requireNonNull(
                        System.getProperty("patchbay.home"), "run by Maven, which says where the distribution is"))
                .toAbsolutePath()
                .normalize();
    }

    /** A port that nobody listens on at the moment. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}

package dev.patchbay.launcher;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenAddressTest {
    @TempDir
    Path conf;

    @Test
    void takesWhatTheFileSays() throws Exception {
        assertEquals(new ListenAddress("127.0.0.1", 9000), configured("127.0.0.1", "9000", Map.of()));
    }

    @Test
    void takesTheDefaultOfAPropertyThatIsNotSet() throws Exception {
        assertEquals(new ListenAddress("127.0.0.1", 8080), configured("127.0.0.1", "${patchbay.port:-8080}", Map.of()));
    }

    @Test
    void takesAPropertyOverItsDefault() throws Exception {
        assertEquals(
                new ListenAddress("127.0.0.1", 9000),
                configured("127.0.0.1", "${patchbay.port:-8080}", Map.of("patchbay.port", "9000")));
    }

    @Test
    void leavesARangeToTheServer() throws Exception {
        assertNull(configured("127.0.0.1", "8080-8090", Map.of()));
    }

    @Test
    void saysNothingWithoutAFile() {
        assertNull(ListenAddress.configured(conf, Map.of()));
    }

    @Test
    void namesAnotherPortWhenItsOwnIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            ListenAddress address = new ListenAddress("127.0.0.1", taken.getLocalPort());
            StartFailure failure = assertThrows(StartFailure.class, address::check);
            assertTrue(failure.getMessage().contains("port " + taken.getLocalPort()), failure.getMessage());
            assertTrue(failure.getMessage().contains("--port"), failure.getMessage());
        }
    }

    @Test
    void saysThatAnAddressIsOfAnotherMachine() {
        StartFailure failure = assertThrows(StartFailure.class, () -> new ListenAddress("192.0.2.1", 8080).check());
        assertTrue(failure.getMessage().contains("no address 192.0.2.1"), failure.getMessage());
    }

    private @Nullable ListenAddress configured(String host, String port, Map<String, String> properties)
            throws IOException {
        Files.writeString(
                conf.resolve(ListenAddress.FILE),
                "org.apache.felix.http.host = " + host + "\norg.osgi.service.http.port = " + port + "\n");
        return ListenAddress.configured(conf, properties);
    }
}

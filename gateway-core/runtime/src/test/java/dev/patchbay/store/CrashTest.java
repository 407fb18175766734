package dev.patchbay.store;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Rooms;
import dev.patchbay.token.Admission;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CrashTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 150})
    void losesNoAcknowledgedTokenWhenTheProcessIsKilled(int atLeast) throws Exception {
        Process gateway = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        MintUntilKilled.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> tokens = new ArrayList<>();
        try (BufferedReader lines = gateway.inputReader()) {
            while (tokens.size() < atLeast) {
                tokens.add(lines.readLine());
            }
            // By its handle: the process itself would close the stream too.
            gateway.toHandle().destroyForcibly();
            // What it had said before it died; a last line may be cut off.
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() == 43) {
                    tokens.add(line);
                }
            }
        } finally {
            gateway.destroyForcibly().waitFor();
        }
        try (Rooms rooms = Rooms.existing(folder)) {
            for (String token : tokens) {
                assertInstanceOf(Admission.Granted.class, rooms.gate.admit(token, null));
            }
            assertTrue(rooms.audit.verify().intact());
        }
    }
}

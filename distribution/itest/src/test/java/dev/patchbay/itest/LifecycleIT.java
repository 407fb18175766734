package dev.patchbay.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.harness.AssembledFolder;
import dev.patchbay.harness.Outcome;
import dev.patchbay.harness.RunningGateway;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LifecycleIT {
    private static final Pattern JAVA_VERSION = Pattern.compile("JAVA_VERSION=\"(\\d+)");

    private RunningGateway gateway;

    @BeforeEach
    void prepare() throws Exception {
        gateway = RunningGateway.prepare();
    }

    @AfterEach
    void close() throws Exception {
        gateway.close();
    }

    @Test
    void saysWhereItAnswersAndAnswersThere() throws Exception {
        Outcome start = gateway.bin("start", "--port", String.valueOf(AssembledFolder.freePort()));
        assertEquals(0, start.status(), start.output());
        assertTrue(
                start.output().matches("Patchbay \\S+ is ready at " + gateway.url() + " \\(.*\\)\n"), start.output());
        assertEquals(200, gateway.get("/health").statusCode());
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(gateway.data())));
    }

    @Test
    void stopsCleanlyOnSigterm() throws Exception {
        gateway.launch();
        ProcessHandle process = gateway.process();
        assertTrue(process.destroy());
        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> RunningGateway.awaitEnd(process));
        assertFalse(Files.exists(gateway.data().resolve("patchbay.pid")));
        assertFalse(Files.exists(gateway.data().resolve("patchbay.url")));
        assertFalse(Files.exists(gateway.data().resolve("shell.sock")));
        assertEquals(3, gateway.bin("status").status());
    }

    @Test
    void saysThatItStoppedWhenItHas() throws Exception {
        gateway.launch();
        ProcessHandle process = gateway.process();
        Outcome stop = gateway.bin("stop");
        assertEquals("Patchbay is stopped (process " + process.pid() + ")\n", stop.output());
        RunningGateway.awaitEnd(process);
        assertEquals(0, gateway.bin("stop").status());
    }

    @Test
    void refusesASecondStartOnTheSameData() throws Exception {
        gateway.launch();
        String pid = String.valueOf(gateway.process().pid());
        for (List<String> how : List.of(List.of("start"), List.of("start", "--foreground"))) {
            Outcome second = gateway.bin(how.toArray(String[]::new));
            assertEquals(1, second.status());
            assertTrue(
                    second.output().contains("(process " + pid + ") already runs on " + gateway.data()),
                    second.output());
            assertTrue(second.output().contains("PATCHBAY_DATA"), second.output());
        }
        assertEquals(200, gateway.get("/health").statusCode());
    }

    @Test
    void namesTheTakenPortAndTheWayOut() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Outcome start = gateway.bin("start", "--port", String.valueOf(taken.getLocalPort()));
            assertEquals(1, start.status());
            assertTrue(
                    start.output().contains("port " + taken.getLocalPort() + " on 127.0.0.1 is taken"), start.output());
            assertTrue(start.output().contains("--port"), start.output());
        }
        assertEquals(3, gateway.bin("status").status());
        gateway.launch();
    }

    @Test
    void startsAgainAfterItWasKilled() throws Exception {
        gateway.launch();
        gateway.kill9();
        assertTrue(Files.exists(gateway.data().resolve("patchbay.pid")), "a killed gateway cannot clean up");
        assertEquals(3, gateway.bin("status").status());
        assertEquals(1, gateway.shell("lb").status());
        gateway.launch();
        assertEquals(200, gateway.get("/health").statusCode());
        assertEquals(0, gateway.shell("lb").status());
    }

    @Test
    void tellsItsStatusToPeopleAndPrograms() throws Exception {
        assertEquals("{\"running\":false}\n", gateway.bin("status", "--json").output());
        gateway.launch();
        Outcome people = gateway.bin("status");
        assertEquals(0, people.status());
        assertTrue(people.output().contains(gateway.url()), people.output());
        assertTrue(people.output().contains("health: ok"), people.output());
        Outcome programs = gateway.bin("status", "--json");
        assertEquals(0, programs.status());
        assertTrue(
                programs.output()
                        .startsWith(
                                "{\"running\":true,\"pid\":" + gateway.process().pid() + ",\"url\":\"" + gateway.url()
                                        + "\",\"status\":\"ok\",\"health\":{\"status\":\"ok\",\"checks\":["),
                programs.output());
    }

    @Test
    void thePortOfTheEnvironmentWinsOverTheConfigured() throws Exception {
        int port = AssembledFolder.freePort();
        Process process = gateway.open(
                List.of(AssembledFolder.home().resolve("bin/patchbay").toString(), "start"),
                Map.of("PATCHBAY_PORT", String.valueOf(port)));
        Outcome start = RunningGateway.await(process, "");
        assertEquals(0, start.status(), start.output());
        assertEquals("http://127.0.0.1:" + port, gateway.url());
    }

    @Test
    void takesTheNewestJavaThatIsThere() throws Exception {
        Process process = gateway.open(
                List.of(
                        AssembledFolder.home().resolve("bin/patchbay").toString(),
                        "start",
                        "--port",
                        String.valueOf(AssembledFolder.freePort())),
                Map.of("JAVA_HOME", ""));
        Outcome start = RunningGateway.await(process, "");
        assertEquals(0, start.status(), start.output());
        assertTrue(start.output().contains("Java " + newestJava()), start.output());
    }

    private static int newestJava() throws IOException {
        int newest = Runtime.version().feature();
        Path all = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(all)) {
            try (Stream<Path> homes = Files.list(all)) {
                for (Path home : homes.toList()) {
                    Path release = home.resolve("release");
                    if (Files.isReadable(release) && Files.isExecutable(home.resolve("bin/java"))) {
                        Matcher version = JAVA_VERSION.matcher(Files.readString(release));
                        newest = version.find() ? Math.max(newest, Integer.parseInt(version.group(1))) : newest;
                    }
                }
            }
        }
        return newest;
    }

    @Test
    void saysWhatToDoWithoutJavaOrFolder() throws Exception {
        Process noJava = gateway.open(
                List.of(AssembledFolder.home().resolve("bin/patchbay").toString(), "start"),
                Map.of("JAVA_HOME", gateway.conf().toString()));
        Outcome withoutJava = RunningGateway.await(noJava, "");
        assertEquals(1, withoutJava.status());
        assertTrue(withoutJava.output().contains("JAVA_HOME is " + gateway.conf()), withoutJava.output());

        Files.writeString(gateway.data(), "a file where a folder should be");
        Outcome withoutFolder = gateway.bin("start");
        assertEquals(1, withoutFolder.status());
        assertTrue(withoutFolder.output().contains("PATCHBAY_DATA"), withoutFolder.output());
        Files.delete(gateway.data());
    }
}

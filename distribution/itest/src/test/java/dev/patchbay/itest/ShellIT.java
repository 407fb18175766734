package dev.patchbay.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.harness.Outcome;
import dev.patchbay.harness.RunningGateway;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ShellIT {
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = RunningGateway.start();
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
    }

    @Test
    void runsOneCommand() throws Exception {
        Outcome outcome = gateway.shell("lb");
        assertEquals(0, outcome.status());
        assertTrue(outcome.output().contains("Patchbay core"), outcome.output());
    }

    @Test
    void runsALineWithAPipe() throws Exception {
        Outcome outcome = gateway.shell("lb | grep 'Patchbay core'");
        assertEquals(0, outcome.status());
        assertEquals(1, outcome.output().lines().count(), outcome.output());
        assertEquals(new Outcome(1, ""), gateway.shell("lb | grep 'no such bundle'"));
    }

    @Test
    void takesSeveralWordsLiterally() throws Exception {
        Outcome outcome = gateway.shell("echo", "a  b", "$c", "d\"e", "|", "f\\g");
        assertEquals(new Outcome(0, "a  b $c d\"e | f\\g\n"), outcome);
    }

    @Test
    void carriesTextOfAllScripts() throws Exception {
        assertEquals(new Outcome(0, "Grüße, 世界\n"), gateway.shell("echo 'Grüße, 世界'"));
    }

    @Test
    void failsWithAFailingCommand() throws Exception {
        Outcome outcome = gateway.shell("no-such-command");
        assertEquals(1, outcome.status());
        assertTrue(outcome.output().contains("no-such-command"), outcome.output());
    }

    @Test
    void readsCommandsFromAPipe() throws Exception {
        Outcome well = RunningGateway.await(gateway.open("shell"), "x = 7\n\necho $x\n");
        assertEquals(0, well.status());
        assertTrue(well.output().endsWith("7\n"), well.output());
        assertFalse(well.output().contains("patchbay>"), well.output());
        Outcome failing = RunningGateway.await(gateway.open("shell"), "no-such-command\necho on\n");
        assertEquals(1, failing.status());
        assertTrue(failing.output().endsWith("on\n"), failing.output());
    }

    @Test
    void passesOutputOnWhileACommandRunsAndServesOthersMeanwhile() throws Exception {
        Path fifo = gateway.data().resolve("fifo");
        assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
        Process slow = gateway.open("shell", "cat " + fifo);
        try (BufferedReader seen =
                        new BufferedReader(new InputStreamReader(slow.getInputStream(), StandardCharsets.UTF_8));
                Writer told = Files.newBufferedWriter(fifo)) {
            told.write("first\n");
            told.flush();
            assertEquals("first", seen.readLine());
            assertEquals(0, gateway.shell("lb").status());
            told.write("second\n");
            told.flush();
            assertEquals("second", seen.readLine());
        }
        assertTrue(slow.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, slow.exitValue());
    }

    @Test
    void isForItsOwnerAlone() throws Exception {
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(gateway.data().resolve("shell.sock"))));
        try (var files = Files.list(gateway.data())) {
            assertEquals(
                    List.of(),
                    files.filter(file -> file.getFileName().toString().startsWith(".sh"))
                            .toList());
        }
    }
}

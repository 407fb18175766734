package dev.patchbay.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.harness.AssembledFolder;
import dev.patchbay.harness.Await;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The shell at a terminal: {@code script} of Debian's bsdutils gives it one. */
class ShellTerminalIT {
    private static final char TAB = '\t';
    private static final char CTRL_C = '\u0003';
    private static final char CTRL_P = '\u0010';
    private static final char CTRL_D = '\u0004';

    private static SandboxedGateway gateway;
    private static String account;

    private Process terminal;
    private OutputStream keys;
    private final StringBuffer screen = new StringBuffer();

    @BeforeAll
    static void start() throws Exception {
        gateway = SandboxedGateway.start();
        account = gateway.connect("Acme");
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
    }

    @BeforeEach
    void open() throws Exception {
        // a test that runs in the background of a script has inherited that Ctrl-C is ignored; no terminal has
        String command = "env --default-signal=INT " + AssembledFolder.home().resolve("bin/patchbay") + " shell";
        terminal = gateway.running()
                .open(
                        List.of("script", "--quiet", "--return", "--command", command, "/dev/null"),
                        Map.of("TERM", "xterm"));
        keys = terminal.getOutputStream();
        Thread reader = new Thread(this::read, "screen");
        reader.setDaemon(true);
        reader.start();
        awaitScreen("patchbay> ");
    }

    @AfterEach
    void leave() {
        terminal.destroyForcibly();
    }

    private void read() {
        byte[] buffer = new byte[4096];
        try (InputStream out = terminal.getInputStream()) {
            for (int n = out.read(buffer); n >= 0; n = out.read(buffer)) {
                // what moves the cursor or colours is not what a person reads
                screen.append(new String(buffer, 0, n, StandardCharsets.UTF_8));
            }
        } catch (IOException closed) {
            screen.append("\n(closed)");
        }
    }

    private void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    private String seen() {
        StringBuilder seen = new StringBuilder();
        for (char each : screen.toString()
                .replaceAll("\u001b\\[[0-9;?]*[ -/]*[@-~]|\u001b[=>]", "")
                .toCharArray()) {
            if (each != '\b') {
                seen.append(each);
            } else if (seen.length() > 0) {
                seen.setLength(seen.length() - 1);
            }
        }
        return seen.toString();
    }

    private void awaitScreen(String text) {
        try {
            Await.until(text + " on the screen", () -> seen().contains(text));
        } catch (AssertionError e) {
            throw new AssertionError(seen(), e);
        }
    }

    /** Before it asks again, the terminal itself would take control characters. */
    private void awaitPrompt() {
        Await.until("the prompt", () -> seen().endsWith("patchbay> "));
    }

    private void awaitEnd(int status) throws Exception {
        assertTrue(terminal.waitFor(30, TimeUnit.SECONDS), this::seen);
        assertEquals(status, terminal.exitValue(), this::seen);
    }

    @Test
    void runsWhatIsTypedAndLeaves() throws Exception {
        type("echo 'hello ' | tac\r");
        awaitScreen("hello");
        type("exit\r");
        awaitEnd(0);
    }

    @Test
    void completesCommandsOptionsAndIdsByNameOnTab() throws Exception {
        type("dupl" + TAB);
        awaitScreen("duplicate");
        type("\u0015mint Acm" + TAB);
        awaitScreen("mint " + account);
        type("--meth" + TAB);
        awaitScreen("--methods");
        type("re" + TAB + "--prev" + TAB + "\r");
        awaitScreen("tokens in a model's context");
        awaitPrompt();
        type("" + CTRL_D);
        awaitEnd(0);
    }

    @Test
    void asksForASecretWithoutShowingItAndForgetsIt() throws Exception {
        type("connect billsby companyDomain=acme --name Asked --base-url " + gateway.billsby() + "\r");
        awaitScreen(": ");
        Await.until("the question", () -> seen().matches("(?s).*(?i)key: $"));
        type(SandboxedGateway.KEY + "\r");
        awaitScreen("makes a URL for Claude");
        awaitPrompt();
        assertFalse(screen.toString().contains(SandboxedGateway.KEY), this::seen);
        int before = seen().length();
        type("" + CTRL_P);
        Await.until("the last line again", () -> seen().substring(before).contains("connect billsby"));
        assertFalse(screen.toString().contains(SandboxedGateway.KEY), this::seen);
    }

    @Test
    void endsTheCommandThatRunsOnControlCAndGoesOn() throws Exception {
        type("audit -f\r");
        awaitScreen("account.connect");
        type("" + CTRL_C);
        awaitScreen("interrupted");
        type("echo still here\r");
        Await.until("an answer", () -> seen().split("still here", -1).length > 2);
        type("exit\r");
        awaitEnd(0);
    }
}

package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The seconds after a restart, as clients see them that do not wait. */
class RestartTest {
    @Test
    @DisplayName("62 a client that calls while the gateway starts again finds nobody, or all of its tools; never a 404")
    void nobodyOrEverything() throws Exception {
        try (TinyGateway gateway = new TinyGateway()) {
            gateway.process().kill9();
            Set<String> answers = new TreeSet<>();
            AtomicBoolean ready = new AtomicBoolean();
            Thread impatient = new Thread(() -> {
                while (!ready.get()) {
                    answers.add(answer(gateway.server().wire()));
                }
                answers.add(answer(gateway.server().wire()));
            });
            impatient.start();
            try {
                gateway.process().launchAgain();
            } finally {
                ready.set(true);
                impatient.join();
            }
            assertTrue(answers.remove("nobody"), "it asked before anybody listened");
            assertEquals(Set.of("200 " + TinyGateway.TOOLS), answers);
        }
    }

    private static String answer(Wire wire) {
        try {
            Wire.Answer answer = wire.modern("tools/list").send();
            return answer.status() + " "
                    + answer.result()
                            .path("tools")
                            .valueStream()
                            .map(tool -> tool.path("name").asString())
                            .toList();
        } catch (UncheckedIOException e) {
            return "nobody";
        }
    }
}

package dev.patchbay.shell;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Whoever called a command, at the other end of the socket: what the command can ask besides its line. Secrets come this
 * way and files do, so that neither is a word on a command line, and files are read with the caller's rights.
 */
public interface Caller {
    /** The variable of a Gogo session that holds its caller. */
    String VARIABLE = "patchbay.caller";

    /** Nobody who could be asked: a session that did not come through the socket. */
    Caller NONE = new Caller() {
        @Override
        public String secret(String prompt) {
            throw new CommandFailure("there is nobody to ask for " + prompt);
        }

        @Override
        public byte[] file(String path) {
            throw new CommandFailure("there is nobody to read " + path);
        }

        @Override
        public void progress(String line) {
            // nobody listens
        }

        @Override
        public void pause(Duration time) throws InterruptedException {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        }
    };

    /**
     * Asks for a text that must not be seen: at a terminal without showing it, else the next line of standard input.
     *
     * @throws CommandFailure if there is none
     */
    String secret(String prompt);

    /**
     * Reads a file on the caller's side, at most {@link ShellFrames#LONGEST_ANSWER} bytes; {@code -} is standard input.
     *
     * @throws CommandFailure if that is not possible; it says why
     */
    byte[] file(String path);

    /** Says how far a command is, apart from its answer. */
    void progress(String line);

    /**
     * Waits. A thread's own interrupt may be lost in what a command calls; this one is not.
     *
     * @throws InterruptedException once the caller wants the command to end, even if that was before
     */
    void pause(Duration time) throws InterruptedException;
}

package dev.patchbay.shell;

/** A command cannot do what it was asked; the message tells the operator why, and what to do about it. */
public final class CommandFailure extends RuntimeException {
    public CommandFailure(String message) {
        super(message);
    }
}

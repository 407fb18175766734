package dev.patchbay.protocol;

/** The client has left before it could be answered; there is nobody to tell. */
public final class ClientGone extends RuntimeException {
    /** @param cause how it showed */
    public ClientGone(Throwable cause) {
        super("the client has left", cause);
    }
}

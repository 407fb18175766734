package dev.patchbay.protocol;

/** A stream of server-sent events to one client. Methods may be called by any thread. */
public interface EventStream {
    /**
     * Sends one message.
     *
     * @return false if the client is gone
     */
    boolean send(byte[] data);

    /**
     * Sends one message under an event name.
     *
     * @return false if the client is gone
     */
    boolean send(String event, byte[] data);

    /**
     * Sends a comment, which clients ignore: it keeps proxies from closing the stream and finds out whether the client
     * is there.
     *
     * @return false if the client is gone
     */
    boolean comment();

    /** Ends the stream. Does nothing if it has ended. */
    void close();
}

package dev.patchbay.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The way back to the client of one call: a plain JSON answer, unless something had to be said before the end; then an
 * event stream that ends with the answer.
 */
public final class CallReply {
    private final Exchange exchange;
    private final @Nullable JsonNode progressToken;
    private @Nullable EventStream stream;
    private boolean ended;
    private boolean gone;

    public CallReply(Exchange exchange, @Nullable JsonNode progressToken) {
        this.exchange = exchange;
        this.progressToken = progressToken;
    }

    /** Sends progress, if the client asked for it. */
    public synchronized void progress(double progress, @Nullable Double total, @Nullable String message) {
        if (progressToken == null) {
            return;
        }
        byte[] notification = JsonRpc.notification("notifications/progress", out -> {
            out.writeName("progressToken");
            JsonRpc.MAPPER.writeTree(out, progressToken);
            writeNumber(out, "progress", progress);
            if (total != null) {
                writeNumber(out, "total", total);
            }
            if (message != null) {
                out.writeStringProperty("message", message);
            }
        });
        send(notification);
    }

    /**
     * Sends a message ahead of the answer.
     *
     * @return false if the client is gone, or has its answer
     */
    public synchronized boolean send(byte[] message) {
        if (!ended && open()) {
            gone = !stream.send(message);
        }
        return !ended && !gone;
    }

    /**
     * Finds out whether the client still waits, by opening the stream and sending a comment.
     *
     * @return false if it is gone
     */
    public synchronized boolean probe() {
        if (!ended && open()) {
            gone = !stream.comment();
        }
        return !gone;
    }

    /** Sends the answer; the status and the headers count only if no stream was opened. */
    public synchronized void end(int status, byte[] answer, Map<String, String> headers) {
        if (ended) {
            return;
        }
        ended = true;
        if (stream == null) {
            if (!gone) {
                exchange.json(status, answer, headers);
            }
        } else {
            if (!gone) {
                stream.send(answer);
            }
            stream.close();
        }
    }

    /** Opens the stream, if that has not been done. Afterwards the client is gone, or the stream is there. */
    private boolean open() {
        if (stream == null && !gone) {
            try {
                stream = exchange.stream(false);
            } catch (ClientGone e) {
                gone = true;
            }
        }
        return !gone;
    }

    private static void writeNumber(tools.jackson.core.JsonGenerator out, String name, double value) {
        if (value == Math.rint(value) && Math.abs(value) < 1e15) {
            out.writeNumberProperty(name, (long) value);
        } else {
            out.writeNumberProperty(name, value);
        }
    }
}

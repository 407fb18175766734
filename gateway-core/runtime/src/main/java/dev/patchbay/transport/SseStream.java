package dev.patchbay.transport;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.patchbay.protocol.EventStream;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Server-sent events on one response.
 *
 * @see <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">HTML: server-sent events</a>
 */
final class SseStream implements EventStream {
    private static final byte[] DATA = "data: ".getBytes(US_ASCII);
    private static final byte[] END = "\n\n".getBytes(US_ASCII);
    private static final byte[] COMMENT = ": \n\n".getBytes(US_ASCII);

    private final ServletOutputStream out;
    private final @Nullable AsyncContext async;
    private boolean gone;

    /**
     * @param async what is completed when the stream ends, or {@code null} if the request's own thread ends it
     */
    SseStream(HttpServletResponse response, @Nullable AsyncContext async) throws IOException {
        this.async = async;
        response.setStatus(200);
        response.setContentType("text/event-stream");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        out = response.getOutputStream();
        response.flushBuffer();
    }

    @Override
    public boolean send(byte[] data) {
        return write(DATA, data, END);
    }

    @Override
    public boolean send(String event, byte[] data) {
        return write(("event: " + event + "\n").getBytes(US_ASCII), DATA, data, END);
    }

    @Override
    public boolean comment() {
        return write(COMMENT);
    }

    @Override
    public synchronized void close() {
        if (gone) {
            return;
        }
        gone = true;
        if (async != null) {
            try {
                async.complete();
            } catch (IllegalStateException e) {
                // The container has ended it already, because the client left.
            }
        }
    }

    private synchronized boolean write(byte[]... parts) {
        if (gone) {
            return false;
        }
        try {
            for (byte[] part : parts) {
                out.write(part);
            }
            out.flush();
            return true;
        } catch (IOException | IllegalStateException e) {
            close();
            return false;
        }
    }
}

package dev.patchbay.shell;

import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What travels through the shell's socket: frames of a kind (one byte), a length (four bytes) and a content.
 *
 * <p>From the client come {@code C}, a command in UTF-8; {@code A}, the answer to a question, and {@code N}, that there
 * is none and why; {@code I}, that the command shall end. To the client go {@code O}, output; {@code E}, what is not
 * part of the output: errors, and how far a command is; {@code Q}, a question for a text that is not to be shown, and
 * {@code F}, one for the content of a file; {@code S}, which ends a command, with one byte that is 0 if it succeeded.
 *
 * <p>Works on the channel itself, since the streams of a channel cannot read and write at the same time. Who writes only
 * waits for a place in a queue: an interrupt in the midst of a write would close the channel.
 */
final class ShellFrames {
    /** In bytes; a bundle has to fit in. */
    static final int LONGEST_ANSWER = 64 << 20;

    private static final int LONGEST_COMMAND = 1 << 20;
    private static final int HEADER = 1 + Integer.BYTES;

    private static final int WAITING_FRAMES = 64;
    private static final long LOOK_MILLIS = 200;

    private final ByteChannel channel;
    private final BlockingQueue<ByteBuffer> outgoing = new ArrayBlockingQueue<>(WAITING_FRAMES);
    private volatile boolean broken;

    /** A frame from the client. */
    record Frame(char kind, byte[] content) {
        String text() {
            return new String(content, StandardCharsets.UTF_8);
        }
    }

    ShellFrames(ByteChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the client's next frame.
     *
     * @throws EOFException when the client has gone
     */
    Frame next() throws IOException {
        ByteBuffer header = read(HEADER);
        char kind = (char) (header.get() & 0xff);
        int length = header.getInt();
        if (length < 0 || length > (kind == 'A' ? LONGEST_ANSWER : LONGEST_COMMAND)) {
            throw new IOException("a frame " + kind + " of " + length + " bytes");
        }
        return new Frame(kind, read(length).array());
    }

    private ByteBuffer read(int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length);
        while (buffer.hasRemaining()) {
            if (channel.read(buffer) < 0) {
                throw new EOFException();
            }
        }
        return buffer.flip();
    }

    /** Tells how the command ended. */
    void status(boolean success) throws IOException {
        write('S', new byte[] {(byte) (success ? 0 : 1)}, 0, 1);
    }

    /** Asks the client: {@code Q} or {@code F}. */
    void ask(char kind, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(kind, bytes, 0, bytes.length);
    }

    /**
     * A stream that sends what is written to it at once. Wrap it where single bytes are written.
     *
     * @param kind {@code O} or {@code E}
     */
    OutputStream stream(char kind) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                ShellFrames.this.write(kind, new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (length > 0) {
                    ShellFrames.this.write(kind, bytes, offset, length);
                }
            }
        };
    }

    private void write(char kind, byte[] content, int offset, int length) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(HEADER + length);
        frame.put((byte) kind).putInt(length).put(content, offset, length).flip();
        try {
            while (!outgoing.offer(frame, LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
                if (broken) {
                    throw new IOException("the client has gone");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    /** Sends what is written, until the thread is interrupted or the client has gone. */
    void send() {
        try {
            while (true) {
                ByteBuffer frame = outgoing.take();
                while (frame.hasRemaining()) {
                    channel.write(frame);
                }
            }
        } catch (IOException | InterruptedException ended) {
            broken = true;
        }
    }
}

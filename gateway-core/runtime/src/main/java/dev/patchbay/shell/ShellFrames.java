package dev.patchbay.shell;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.charset.StandardCharsets;

/**
 * What travels through the shell's socket. A command comes as its length in four bytes and its UTF-8 text; what goes
 * back are frames of a kind (one byte), a length (four bytes) and a content: {@code O} is output, {@code S} ends a
 * command, with one byte that is 0 if it succeeded.
 *
 * <p>Works on the channel itself, since the streams of a channel cannot read and write at the same time.
 */
final class ShellFrames {
    private static final int LONGEST_COMMAND = 1 << 20;
    private static final int HEADER = 1 + Integer.BYTES;

    private final ByteChannel channel;
    private final Object writing = new Object();

    ShellFrames(ByteChannel channel) {
        this.channel = channel;
    }

    /**
     * Waits for the next command.
     *
     * @throws EOFException when the client has gone
     */
    String command() throws IOException {
        int length = read(Integer.BYTES).getInt();
        if (length < 0 || length > LONGEST_COMMAND) {
            throw new IOException("a command of " + length + " bytes");
        }
        return StandardCharsets.UTF_8.decode(read(length)).toString();
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

    /** A stream that sends what is written to it at once. Wrap it where single bytes are written. */
    OutputStream output() {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                ShellFrames.this.write('O', new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                if (length > 0) {
                    ShellFrames.this.write('O', bytes, offset, length);
                }
            }
        };
    }

    private void write(char kind, byte[] content, int offset, int length) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(HEADER + length);
        frame.put((byte) kind).putInt(length).put(content, offset, length).flip();
        synchronized (writing) {
            while (frame.hasRemaining()) {
                channel.write(frame);
            }
        }
    }
}

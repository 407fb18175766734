package dev.patchbay.launcher;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * The other end of a gateway's shell socket. What travels are frames of a kind (one byte), a length (four bytes) and a
 * content. To the gateway go {@code C}, a command in UTF-8; {@code A}, the answer to a question, and {@code N}, that
 * there is none and why; {@code I}, that the command shall end. From it come {@code O}, output to pass on as it is;
 * {@code E}, what belongs to standard error; {@code Q}, a question for a text that is not to be shown; {@code F}, one
 * for the content of a file; and {@code S}, which ends a command, with one byte that is 0 if it succeeded.
 */
final class ShellConnection implements AutoCloseable {
    private static final int HEADER = 1 + Integer.BYTES;

    private final SocketChannel channel;
    private final DataInputStream in;

    /** What the person or the script on this side answers. */
    interface Answers {
        /** @throws IOException with the reason, if there is no answer */
        byte[] secret(String prompt) throws IOException;

        /** @throws IOException with the reason, if it cannot be read */
        byte[] file(String path) throws IOException;
    }

    /** Where output goes. */
    interface Output {
        void out(byte[] bytes);

        void err(byte[] bytes);
    }

    private ShellConnection(SocketChannel channel) {
        this.channel = channel;
        this.in = new DataInputStream(Channels.newInputStream(channel));
    }

    static ShellConnection open(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
            return new ShellConnection(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Runs a command line and tells whether it succeeded. */
    boolean execute(String command, Answers answers, Output output) throws IOException {
        send('C', command.getBytes(StandardCharsets.UTF_8));
        while (true) {
            int kind = in.readUnsignedByte();
            byte[] content = in.readNBytes(in.readInt());
            switch (kind) {
                case 'O' -> output.out(content);
                case 'E' -> output.err(content);
                case 'Q', 'F' -> answer(kind, new String(content, StandardCharsets.UTF_8), answers);
                case 'S' -> {
                    return content.length == 1 && content[0] == 0;
                }
                default -> throw new IOException("unknown frame " + kind);
            }
        }
    }

    private void answer(int kind, String question, Answers answers) throws IOException {
        byte[] answer;
        try {
            answer = kind == 'Q' ? answers.secret(question) : answers.file(question);
        } catch (IOException e) {
            send('N', String.valueOf(e.getMessage()).getBytes(StandardCharsets.UTF_8));
            return;
        }
        send('A', answer);
    }

    /** Asks for the end of the command that runs; any thread may. */
    void interrupt() throws IOException {
        send('I', new byte[0]);
    }

    /** On the channel itself: its streams cannot read and write at the same time. */
    private synchronized void send(char kind, byte[] content) throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(HEADER + content.length);
        frame.put((byte) kind).putInt(content.length).put(content).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

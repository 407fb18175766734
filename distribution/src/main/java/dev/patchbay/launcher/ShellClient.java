package dev.patchbay.launcher;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The other end of a gateway's shell socket. A command goes there as its length in four bytes and its UTF-8 text; what
 * comes back are frames of a kind (one byte), a length (four bytes) and a content: {@code O} is output to pass on as it
 * is, {@code S} ends a command, with one byte that is 0 if it succeeded.
 */
public final class ShellClient {
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:=@,+%^-]+");
    private static final Charset TERMINAL = Charset.defaultCharset();

    private final DataInputStream in;
    private final DataOutputStream out;

    private ShellClient(SocketChannel channel) {
        this.in = new DataInputStream(Channels.newInputStream(channel));
        this.out = new DataOutputStream(Channels.newOutputStream(channel));
    }

    /**
     * Runs one command, or the commands that standard input holds, one a line. Ends with status 0 if all of them
     * succeeded.
     *
     * @param arguments the socket, then {@code --prompt} if a person types at standard input, then the command
     */
    public static void main(String[] arguments) {
        System.exit(run(List.of(arguments)));
    }

    private static int run(List<String> arguments) {
        Path socket = Path.of(arguments.get(0));
        List<String> words = arguments.subList(1, arguments.size());
        if (!Files.exists(socket)) {
            System.err.println("patchbay: no gateway runs here: there is no " + socket
                    + "\n  Start one with `bin/patchbay start`; PATCHBAY_DATA names the data folder of another.");
            return 1;
        }
        try (SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            ShellClient client = new ShellClient(channel);
            if (words.isEmpty() || words.equals(List.of("--prompt"))) {
                return client.converse(!words.isEmpty());
            }
            return client.execute(line(words)) ? 0 : 1;
        } catch (EOFException e) {
            System.err.println("patchbay: the gateway hung up");
        } catch (IOException e) {
            System.err.println("patchbay: the gateway's shell does not answer at " + socket + ": " + e.getMessage()
                    + "\n  `bin/patchbay status` says whether the gateway runs.");
        }
        return 1;
    }

    /** One word is a whole command line, as in {@code 'lb | grep jetty'}; several are taken literally. */
    private static String line(List<String> words) {
        return words.size() == 1
                ? words.get(0)
                : words.stream().map(ShellClient::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN_WORD.matcher(word).matches() ? word : '"' + word.replaceAll("([\\\\\"$])", "\\\\$1") + '"';
    }

    private int converse(boolean prompting) throws IOException {
        BufferedReader input = new BufferedReader(new InputStreamReader(System.in, TERMINAL));
        boolean allWell = true;
        while (true) {
            if (prompting) {
                System.out.print("patchbay> ");
                System.out.flush();
            }
            String line = input.readLine();
            if (line == null || line.strip().equals("exit") || line.strip().equals("quit")) {
                return allWell || prompting ? 0 : 1;
            }
            if (!line.isBlank()) {
                allWell &= execute(line);
            }
        }
    }

    private boolean execute(String command) throws IOException {
        byte[] bytes = command.getBytes(StandardCharsets.UTF_8);
        out.writeInt(bytes.length);
        out.write(bytes);
        out.flush();
        while (true) {
            int kind = in.readUnsignedByte();
            byte[] content = in.readNBytes(in.readInt());
            switch (kind) {
                case 'O' -> {
                    System.out.write(content, 0, content.length);
                    System.out.flush();
                }
                case 'S' -> {
                    return content.length == 1 && content[0] == 0;
                }
                default -> throw new IOException("unknown frame " + kind);
            }
        }
    }
}

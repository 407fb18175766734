package dev.patchbay.launcher;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Runs commands in a gateway: one, those of a script, or those that a person types. */
public final class ShellClient {
    private static final Pattern PLAIN_WORD = Pattern.compile("[A-Za-z0-9_./:=@,+%^-]+");
    private static final String PROMPT = "--prompt";

    static final ShellConnection.Output OUTPUT = new ShellConnection.Output() {
        @Override
        public void out(byte[] bytes) {
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        }

        @Override
        public void err(byte[] bytes) {
            System.err.write(bytes, 0, bytes.length);
            System.err.flush();
        }
    };

    private ShellClient() {}

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
        try (ShellConnection connection = ShellConnection.open(socket)) {
            if (words.equals(List.of(PROMPT))) {
                InteractiveShell.converse(connection);
                return 0;
            }
            StandardInput input = new StandardInput(System.in);
            return words.isEmpty() ? script(connection, input) : connection.execute(line(words), input, OUTPUT) ? 0 : 1;
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
        return words.size() == 1 ? words.get(0) : quoted(words);
    }

    /** A command line of words that are taken literally. */
    static String quoted(List<String> words) {
        return words.stream().map(ShellClient::quoted).collect(Collectors.joining(" "));
    }

    private static String quoted(String word) {
        return PLAIN_WORD.matcher(word).matches() ? word : '"' + word.replaceAll("([\\\\\"$])", "\\\\$1") + '"';
    }

    private static int script(ShellConnection connection, StandardInput input) throws IOException {
        boolean allWell = true;
        while (true) {
            String line = input.line();
            if (isEnd(line)) {
                return allWell ? 0 : 1;
            }
            if (!line.isBlank()) {
                allWell &= connection.execute(line, input, OUTPUT);
            }
        }
    }

    static boolean isEnd(@Nullable String line) {
        return line == null || line.strip().equals("exit") || line.strip().equals("quit");
    }
}

package dev.patchbay.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/**
 * The shell at a terminal: lines can be edited, Tab completes what the gateway knows, and Ctrl-C ends a command that
 * runs. The history is in memory alone, and secrets are not in it.
 */
final class InteractiveShell implements ShellConnection.Answers {
    private static final char HIDDEN = '\0';
    private static final int COLUMNS = 100;
    private static final int ROWS = 24;

    private final ShellConnection connection;
    private final LineReader reader;

    private InteractiveShell(ShellConnection connection, Terminal terminal) {
        this.connection = connection;
        this.reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("patchbay")
                .completer((line, parsed, candidates) -> complete(parsed, candidates))
                .completionMatcher(new OfferedMatcher())
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    /** Reads and runs commands until the person leaves. */
    static void converse(ShellConnection connection) throws IOException {
        try (Terminal terminal = TerminalBuilder.builder()
                .system(true)
                .dumb(true)
                .nativeSignals(true)
                .build()) {
            if (terminal.getColumns() <= 0) {
                // a terminal that nobody told its size, as some containers and serial lines have
                terminal.setSize(Size.of(COLUMNS, ROWS));
            }
            terminal.handle(Terminal.Signal.INT, signal -> interrupt(connection));
            new InteractiveShell(connection, terminal).converse();
        }
    }

    private static void interrupt(ShellConnection connection) {
        try {
            connection.interrupt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void converse() throws IOException {
        while (true) {
            try {
                String line = reader.readLine("patchbay> ");
                if (ShellClient.isEnd(line)) {
                    return;
                }
                if (!line.isBlank()) {
                    connection.execute(line, this, ShellClient.OUTPUT);
                }
            } catch (UserInterruptException e) {
                // Ctrl-C drops the line
            } catch (EndOfFileException e) {
                return;
            }
        }
    }

    @Override
    public byte[] secret(String prompt) throws IOException {
        try {
            return reader.readLine(prompt, HIDDEN).getBytes(StandardCharsets.UTF_8);
        } catch (UserInterruptException | EndOfFileException e) {
            throw new IOException("nothing was done", e);
        }
    }

    @Override
    public byte[] file(String path) throws IOException {
        if (path.equals("-")) {
            throw new IOException("name a file: standard input is this terminal");
        }
        return StandardInput.read(path);
    }

    /** Asks the gateway, for the command of a pipe that the cursor is in. */
    private void complete(ParsedLine parsed, List<Candidate> candidates) {
        List<String> words = new ArrayList<>(List.of("gateway:complete"));
        List<String> before = parsed.words().subList(0, parsed.wordIndex());
        words.addAll(before.subList(before.lastIndexOf("|") + 1, before.size()));
        words.add(parsed.word().substring(0, parsed.wordCursor()));
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        try {
            connection.execute(ShellClient.quoted(words), this, new ShellConnection.Output() {
                @Override
                public void out(byte[] bytes) {
                    answer.writeBytes(bytes);
                }

                @Override
                public void err(byte[] bytes) {
                    // a line that cannot be completed is no error
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        answer.toString(StandardCharsets.UTF_8)
                .lines()
                .map(each -> each.split("\t", 2))
                .forEach(each -> {
                    String text = each.length == 1 || each[1].isEmpty() ? null : each[1];
                    candidates.add(new Candidate(
                            each[0],
                            each[0],
                            null,
                            text,
                            null,
                            null,
                            !each[0].endsWith(",") && !each[0].endsWith("=")));
                });
    }
}

package dev.patchbay.launcher;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Standard input: the lines of a script, and the answers to what its commands ask. */
final class StandardInput implements ShellConnection.Answers {
    private static final Charset TERMINAL = Charset.defaultCharset();
    private static final int LARGEST_FILE = 64 << 20;

    private final InputStream in;

    StandardInput(InputStream in) {
        this.in = new BufferedInputStream(in);
    }

    /** The next line, {@code null} at the end. */
    @Nullable
    String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0 && line.size() == 0) {
                return null;
            }
            if (next < 0 || next == '\n') {
                String text = line.toString(TERMINAL);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(next);
        }
    }

    @Override
    public byte[] secret(String prompt) throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("%s", prompt);
            if (typed != null) {
                return new String(typed).getBytes(StandardCharsets.UTF_8);
            }
        } else {
            String line = line();
            if (line != null) {
                return line.getBytes(StandardCharsets.UTF_8);
            }
        }
        throw new IOException(prompt.replaceFirst(": *$", "")
                + " is missing: standard input has no further line.\n  Give it as a line"
                + " of standard input, or in a file.");
    }

    @Override
    public byte[] file(String path) throws IOException {
        return path.equals("-") ? in.readAllBytes() : read(path);
    }

    static byte[] read(String path) throws IOException {
        Path file = Path.of(path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path);
        try {
            if (Files.size(file) > LARGEST_FILE) {
                throw new IOException(path + " is larger than " + (LARGEST_FILE >> 20) + " MB");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new IOException("there is no file " + file.toAbsolutePath(), e);
        } catch (IOException e) {
            throw new IOException(path + " cannot be read: " + e.getMessage(), e);
        }
    }
}

package dev.patchbay.shell;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Converter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client of the shell: runs its commands one after the other, and stops with it. */
final class ShellSession implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(ShellSession.class);

    private final CommandProcessor processor;
    private final SocketChannel channel;
    private final ShellFrames frames;
    private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();

    ShellSession(CommandProcessor processor, SocketChannel channel) {
        this.processor = processor;
        this.channel = channel;
        this.frames = new ShellFrames(channel);
    }

    @Override
    public void run() {
        Thread runner = Thread.currentThread();
        Thread reader = new Thread(() -> readCommands(runner), runner.getName() + "-reader");
        reader.setDaemon(true);
        reader.start();
        PrintStream out =
                new PrintStream(new BufferedOutputStream(frames.output(), 8192), true, StandardCharsets.UTF_8);
        try (channel;
                CommandSession session = processor.createSession(InputStream.nullInputStream(), out, out)) {
            session.put("SCOPE", "gateway:felix:gogo:*");
            while (true) {
                boolean success = execute(session, commands.take(), out);
                out.flush();
                frames.status(success);
            }
        } catch (InterruptedException | IOException clientGone) {
            log.debug("A shell session ended", clientGone);
        }
    }

    /** A client that hangs up takes the command that it waits for with it. */
    private void readCommands(Thread runner) {
        try {
            while (true) {
                commands.add(frames.command());
            }
        } catch (IOException clientGone) {
            runner.interrupt();
        }
    }

    private static boolean execute(CommandSession session, String command, PrintStream out) {
        try {
            Object result = session.execute(command);
            if (result instanceof Boolean success) {
                // as of a grep: whether it found anything
                return success;
            }
            if (result != null) {
                CharSequence text = result instanceof String line ? line : session.format(result, Converter.INSPECT);
                out.println(text);
            }
            return true;
        } catch (CommandFailure e) {
            out.println(e.getMessage());
        } catch (Exception e) {
            log.debug("A shell command failed", e);
            out.println(command.strip() + ": " + (e.getMessage() == null ? e : e.getMessage()));
        }
        return false;
    }
}

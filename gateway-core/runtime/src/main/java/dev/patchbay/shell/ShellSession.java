package dev.patchbay.shell;

import dev.patchbay.shell.command.Columns;
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
    private static final int BUFFER = 8192;

    private final CommandProcessor processor;
    private final SocketChannel channel;
    private final ShellFrames frames;
    private final BlockingQueue<String> commands = new LinkedBlockingQueue<>();
    private final RemoteCaller caller;
    private final PrintStream out;
    private final PrintStream err;

    /** Whether a command runs, and can be interrupted. */
    private boolean busy;

    private volatile boolean gone;

    ShellSession(CommandProcessor processor, SocketChannel channel) {
        this.processor = processor;
        this.channel = channel;
        frames = new ShellFrames(channel);
        out = stream('O');
        err = stream('E');
        caller = new RemoteCaller(frames, err);
    }

    private PrintStream stream(char kind) {
        return new PrintStream(new BufferedOutputStream(frames.stream(kind), BUFFER), true, StandardCharsets.UTF_8);
    }

    @Override
    public void run() {
        Thread runner = Thread.currentThread();
        Thread reader = daemon(() -> read(runner), "-reader");
        Thread writer = daemon(frames::send, "-writer");
        reader.start();
        writer.start();
        try (channel;
                CommandSession session = processor.createSession(InputStream.nullInputStream(), out, err)) {
            session.put("SCOPE", "gateway:felix:gogo:*");
            session.put(Caller.VARIABLE, caller);
            while (!gone) {
                boolean success = interruptibly(session, commands.take());
                out.flush();
                err.flush();
                frames.status(success);
            }
        } catch (InterruptedException | IOException clientGone) {
            log.debug("A shell session ended", clientGone);
        } finally {
            writer.interrupt();
        }
    }

    private static Thread daemon(Runnable task, String suffix) {
        Thread thread = new Thread(task, Thread.currentThread().getName() + suffix);
        thread.setDaemon(true);
        return thread;
    }

    /** A client that hangs up takes the command that it waits for with it. */
    private void read(Thread runner) {
        try {
            while (true) {
                ShellFrames.Frame frame = frames.next();
                switch (frame.kind()) {
                    case 'C' -> commands.add(frame.text());
                    case 'A', 'N' -> caller.answered(frame);
                    case 'I' -> interrupt(runner);
                    default -> throw new IOException("a frame of the unknown kind " + (int) frame.kind());
                }
            }
        } catch (IOException clientGone) {
            gone = true;
            runner.interrupt();
        }
    }

    private synchronized void interrupt(Thread runner) {
        if (busy) {
            caller.interrupts();
            runner.interrupt();
        }
    }

    private boolean interruptibly(CommandSession session, String command) {
        synchronized (this) {
            busy = true;
            caller.begins();
        }
        try {
            return execute(session, command);
        } finally {
            synchronized (this) {
                busy = false;
                // it was for the command that has ended
                Thread.interrupted();
            }
        }
    }

    private boolean execute(CommandSession session, String command) {
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
            err.println(Columns.paragraphs(String.valueOf(e.getMessage())));
        } catch (InterruptedException e) {
            err.println("interrupted");
        } catch (Exception e) {
            log.debug("A shell command failed", e);
            err.println(command.strip() + ": " + (e.getMessage() == null ? e : e.getMessage()));
        }
        return false;
    }
}

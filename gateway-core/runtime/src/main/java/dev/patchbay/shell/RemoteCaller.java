package dev.patchbay.shell;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The caller at the other end of a {@linkplain ShellFrames socket}. */
final class RemoteCaller implements Caller {
    private final ShellFrames frames;
    private final PrintStream err;
    private final BlockingQueue<ShellFrames.Frame> answers = new LinkedBlockingQueue<>();

    /** Whether the command that runs is to end. */
    private boolean interrupted;

    RemoteCaller(ShellFrames frames, PrintStream err) {
        this.frames = frames;
        this.err = err;
    }

    /** Takes a frame {@code A} or {@code N}. */
    void answered(ShellFrames.Frame frame) {
        answers.add(frame);
    }

    @Override
    public String secret(String prompt) {
        return ask('Q', prompt).text();
    }

    @Override
    public byte[] file(String path) {
        return ask('F', path).content();
    }

    @Override
    public void progress(String line) {
        err.println(line);
        err.flush();
    }

    /** A command begins, which nobody has interrupted. */
    synchronized void begins() {
        interrupted = false;
    }

    /** The command that runs is to end. */
    synchronized void interrupts() {
        interrupted = true;
        notifyAll();
    }

    @Override
    public synchronized void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !interrupted; left = end - System.nanoTime()) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }

    private ShellFrames.Frame ask(char kind, String text) {
        try {
            answers.clear();
            frames.ask(kind, text);
            ShellFrames.Frame answer = answers.take();
            if (answer.kind() == 'N') {
                throw new CommandFailure(answer.text());
            }
            return answer;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CommandFailure("interrupted");
        } catch (IOException e) {
            throw new CommandFailure("the caller has gone");
        }
    }
}

package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * The right to use a data folder. The operating system takes it back when the process ends, however it ends, so that
 * nothing is left to clean up after a crash.
 */
final class DataLock implements AutoCloseable {
    private final Home home;
    private final FileChannel channel;

    private DataLock(Home home, FileChannel channel) {
        this.home = home;
        this.channel = channel;
    }

    /**
     * Takes the right and says so in the pid file.
     *
     * @throws StartFailure if another gateway has it
     */
    static DataLock take(Home home) throws StartFailure {
        Path file = home.data().resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (tryLock(channel) == null) {
                channel.close();
                throw new StartFailure(
                        "a gateway" + owner(home) + " already runs on " + home.data(),
                        "Stop it with `bin/patchbay stop`, or give this one a folder of its own in PATCHBAY_DATA.");
            }
            Files.deleteIfExists(home.urlFile());
            Files.writeString(home.pidFile(), ProcessHandle.current().pid() + "\n");
            return new DataLock(home, channel);
        } catch (IOException e) {
            throw new StartFailure(
                    "the data folder " + home.data() + " cannot be used: " + e,
                    "It must be on a disk that this user can write, and that can lock files.");
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException sameProcess) {
            return null;
        }
    }

    private static String owner(Home home) {
        try {
            return " (process " + Files.readString(home.pidFile()).strip() + ")";
        } catch (IOException unknown) {
            return "";
        }
    }

    /** Removes the traces of the run and gives the right back. */
    @Override
    public void close() {
        try (channel) {
            Files.deleteIfExists(home.urlFile());
            Files.deleteIfExists(home.pidFile());
        } catch (IOException e) {
            // harmless: whoever reads the files looks whether the process lives
            System.err.println("patchbay: the traces of this run could not be removed: " + e.getMessage());
        }
    }
}

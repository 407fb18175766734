package dev.patchbay.deploy;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The files in {@code deploy/}. Each is opened once for each change, and its age is how long it has been seen
 * unchanged. Not safe for several threads.
 */
final class DeployFolder {
    private record Seen(DeployedFile file, long since) {}

    private final Path folder;
    private Map<Path, Seen> seen = new HashMap<>();

    DeployFolder(Path folder) {
        this.folder = folder;
    }

    Path path() {
        return folder;
    }

    /** Looks again. The files are in the order of their names. */
    List<DeployedFile> look() {
        Map<Path, Seen> now = new HashMap<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                String stamp = Files.isHidden(child) ? null : DeployedFile.stampOf(child);
                if (stamp != null) {
                    Seen before = seen.get(child);
                    now.put(
                            child,
                            before != null && before.file.stamp().equals(stamp)
                                    ? before
                                    : new Seen(DeployedFile.read(child, stamp), System.nanoTime()));
                }
            }
        } catch (IOException noFolder) {
            // an operator who deletes the folder has undeployed everything in it
        }
        seen = now;
        List<DeployedFile> files = new ArrayList<>();
        now.values().forEach(entry -> files.add(entry.file));
        files.sort(Comparator.comparing(DeployedFile::name));
        return files;
    }

    /** How long a file that the last look returned has been as it is, counted from the first look that found it so. */
    Duration age(DeployedFile file) {
        Seen entry = seen.get(file.path());
        return entry == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - entry.since);
    }
}

package dev.patchbay.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The folder of what a node keeps beside its database, framework property {@code patchbay.data}: the master key, the
 * first API token, the node's name, and the database file itself where it is one. Readable by its owner alone.
 */
@Component(service = DataFolder.class)
public final class DataFolder {
    /** The framework property that names the folder. */
    public static final String PROPERTY = "patchbay.data";

    private static final Set<PosixFilePermission> OWNER_FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_FILE = PosixFilePermissions.fromString("rw-------");

    private final Path folder;
    private final boolean posix;

    @Activate
    public DataFolder(BundleContext context) {
        this(of(context));
    }

    public DataFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        try {
            if (Files.notExists(this.folder)) {
                Path existing = this.folder;
                while (Files.notExists(existing)) {
                    existing = existing.getParent();
                }
                Files.createDirectories(
                        this.folder,
                        Files.getFileStore(existing).supportsFileAttributeView("posix")
                                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_FOLDER)}
                                : new FileAttribute<?>[0]);
            }
            posix = Files.getFileStore(this.folder).supportsFileAttributeView("posix");
        } catch (IOException e) {
            throw new UncheckedIOException("the data folder " + this.folder + " cannot be used", e);
        }
    }

    /** The path of a file in the folder. */
    public Path path(String file) {
        return folder.resolve(file);
    }

    /** The folder itself, absolute. */
    public Path path() {
        return folder;
    }

    /** The text of a file, if it is there. */
    public Optional<String> read(String file) {
        try {
            return Optional.of(Files.readString(path(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(path(file) + " cannot be read", e);
        }
    }

    /** Writes a file, at once and whole or not at all, on the disk when this returns, for its owner's eyes only. */
    public void write(String file, String text) {
        Path target = path(file);
        Path fresh = path(file + ".new");
        try {
            Files.deleteIfExists(fresh);
            FileAttribute<?>[] mode = posix
                    ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_FILE)}
                    : new FileAttribute<?>[0];
            try (FileChannel channel =
                    FileChannel.open(fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), mode)) {
                channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(fresh, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            if (posix) {
                try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                    channel.force(true);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(target + " cannot be written", e);
        }
    }

    /** Whether others than its owner may read a file. False where the file system cannot tell. */
    public boolean isReadableByOthers(String file) {
        try {
            return posix
                    && Files.getPosixFilePermissions(path(file)).stream()
                            .anyMatch(each -> !each.name().startsWith("OWNER_"));
        } catch (IOException e) {
            throw new UncheckedIOException(path(file) + " cannot be examined", e);
        }
    }

    private static Path of(BundleContext context) {
        String folder = context.getProperty(PROPERTY);
        return Path.of(folder == null ? "data" : folder);
    }
}

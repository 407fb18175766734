package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The folders of one gateway.
 *
 * @param home what was unpacked; only read
 * @param conf what the operator configures
 * @param deploy where plugins are dropped
 * @param data all that the gateway writes
 */
record Home(Path home, Path conf, Path deploy, Path data) {
    /**
     * The folders inside {@code home}, unless the environment names others: {@code PATCHBAY_CONF},
     * {@code PATCHBAY_DEPLOY}, {@code PATCHBAY_DATA}.
     */
    static Home of(Path home, Map<String, String> environment) {
        Path root = home.toAbsolutePath().normalize();
        return new Home(
                root,
                folder(environment.get("PATCHBAY_CONF"), root.resolve("conf")),
                folder(environment.get("PATCHBAY_DEPLOY"), root.resolve("deploy")),
                folder(environment.get("PATCHBAY_DATA"), root.resolve("data")));
    }

    private static Path folder(@Nullable String named, Path otherwise) {
        return named == null || named.isBlank()
                ? otherwise
                : Path.of(named).toAbsolutePath().normalize();
    }

    /** The process id of the gateway that runs on this data folder, or ran there when it was killed. */
    Path pidFile() {
        return data.resolve("patchbay.pid");
    }

    /** Where the running gateway answers; there from the moment on at which it does. */
    Path urlFile() {
        return data.resolve("patchbay.url");
    }

    /** The way into the running gateway's shell. */
    Path shellSocket() {
        return data.resolve("shell.sock");
    }

    /**
     * Creates what a first start finds missing. The data folder is for its owner alone.
     *
     * @throws StartFailure if a folder is missing or cannot be written
     */
    void prepare() throws StartFailure {
        if (!Files.isDirectory(conf)) {
            throw new StartFailure(
                    "there is no configuration in " + conf,
                    "Unpack the distribution again, or name the folder in PATCHBAY_CONF.");
        }
        createFolder(data, "Name a folder that you may write in PATCHBAY_DATA.");
        if (!Files.isWritable(data)) {
            throw new StartFailure(
                    "the data folder " + data + " cannot be written by " + System.getProperty("user.name"),
                    "Give it to that user (chown), or name another folder in PATCHBAY_DATA.");
        }
        createFolder(deploy, "Name a folder that you may write in PATCHBAY_DEPLOY.");
    }

    private static void createFolder(Path folder, String remedy) throws StartFailure {
        try {
            if (folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
                Files.createDirectories(
                        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(folder);
            }
        } catch (FileAlreadyExistsException notAFolder) {
            throw new StartFailure(folder + " is a file, not a folder", remedy);
        } catch (IOException e) {
            throw new StartFailure("the folder " + folder + " cannot be created: " + e.getMessage(), remedy);
        }
    }
}

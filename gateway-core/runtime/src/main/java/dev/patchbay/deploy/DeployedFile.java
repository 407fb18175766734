package dev.patchbay.deploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Version;

/**
 * A file in {@code deploy/}, as it was when it was read.
 *
 * @param stamp changes when the file does
 * @param identity the bundle in the file, or {@code null} if there is none
 * @param defect why there is none, with the remedy; {@code null} if there is one, or if none is expected
 */
record DeployedFile(
        Path path,
        String stamp,
        @Nullable Identity identity,
        @Nullable String defect) {
    /** What makes two bundles the same to the framework. */
    record Identity(String symbolicName, Version version) {
        @Override
        public String toString() {
            return symbolicName + " " + version;
        }
    }

    /** The name of the file. */
    String name() {
        return path.getFileName().toString();
    }

    /** What {@link #stamp} would be now; {@code null} if the file is gone. */
    static @Nullable String stampOf(Path path) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
            return attributes.size() + "@" + attributes.lastModifiedTime() + "#" + attributes.fileKey();
        } catch (IOException gone) {
            return null;
        }
    }

    /** Reads a file. */
    static DeployedFile read(Path path, String stamp) {
        if (!path.getFileName().toString().endsWith(".jar") || Files.isDirectory(path)) {
            return new DeployedFile(path, stamp, null, null);
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            Manifest manifest = jar.getManifest();
            if (manifest == null) {
                return broken(path, stamp, "a jar without a manifest, so no plugin. Build it with bnd");
            }
            Attributes headers = manifest.getMainAttributes();
            String name = headers.getValue("Bundle-SymbolicName");
            if (name == null) {
                return broken(
                        path,
                        stamp,
                        "a jar, but not an OSGi bundle: its manifest has no Bundle-SymbolicName. Build it with bnd");
            }
            String symbolicName = name.split(";", 2)[0].strip();
            return new DeployedFile(
                    path, stamp, new Identity(symbolicName, version(headers.getValue("Bundle-Version"))), null);
        } catch (ZipException e) {
            return broken(
                    path,
                    stamp,
                    "not a whole jar (" + e.getMessage() + "): it was cut short, or is still copied."
                            + " Copy it again");
        } catch (IOException | SecurityException | IllegalArgumentException e) {
            return broken(
                    path, stamp, "cannot be read: " + e.getMessage() + ". Copy it again, readable for the gateway");
        }
    }

    private static Version version(@Nullable String header) {
        return header == null ? Version.emptyVersion : Version.parseVersion(header);
    }

    private static DeployedFile broken(Path path, String stamp, String why) {
        return new DeployedFile(path, stamp, null, why);
    }
}

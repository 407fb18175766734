package dev.patchbay.itest;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Jars to drop, made of a manifest and some bytes. */
final class PluginJar {
    private PluginJar() {}

    /** A jar with these headers, and a file that makes it some kilobytes long. */
    static Path write(Path file, Map<String, String> headers) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.forEach((name, value) -> manifest.getMainAttributes().putValue(name, value));
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            ZipEntry filling = new ZipEntry("filling");
            filling.setMethod(ZipEntry.DEFLATED);
            jar.putNextEntry(filling);
            byte[] bytes = new byte[8192];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i * 31 + i / 256);
            }
            jar.write(bytes);
        }
        return file;
    }

    /** A bundle that does nothing. */
    static Path bundle(Path file, String symbolicName, String version) throws IOException {
        return write(file, headers(symbolicName, version));
    }

    /** The headers of a bundle. */
    static Map<String, String> headers(String symbolicName, String version) {
        return Map.of("Bundle-ManifestVersion", "2", "Bundle-SymbolicName", symbolicName, "Bundle-Version", version);
    }
}

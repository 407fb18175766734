package dev.patchbay.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;

/** Integrations made for a test: a bundle of one YAML file. */
final class TestBundle {
    private TestBundle() {}

    /** A jar of a description, in a folder of its own. */
    static Path description(String name, String yaml) throws IOException {
        Manifest manifest = new Manifest();
        var headers = manifest.getMainAttributes();
        headers.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        headers.putValue("Bundle-ManifestVersion", "2");
        headers.putValue("Bundle-SymbolicName", name);
        headers.putValue("Bundle-Version", "1.0.0");
        headers.putValue(
                "Require-Capability",
                "osgi.extender;filter:=\"(&(osgi.extender=dev.patchbay.integration)(version>=1.0)(!(version>=2.0)))\"");
        Path jar = Files.createTempDirectory("test-bundle").resolve(name + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out, manifest)) {
            entries.putNextEntry(new ZipEntry("OSGI-INF/integration/" + name + ".yaml"));
            entries.write(yaml.getBytes(UTF_8));
            entries.closeEntry();
        }
        return jar;
    }

    /** The same bundle with another version, in a folder of its own and under the same file name. */
    static Path version(Path jar, String version) throws IOException {
        Path other = Files.createTempDirectory("test-bundle").resolve(jar.getFileName());
        try (JarFile file = new JarFile(jar.toFile())) {
            Manifest manifest = file.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (OutputStream out = Files.newOutputStream(other);
                    JarOutputStream entries = new JarOutputStream(out, manifest)) {
                for (JarEntry entry : Collections.list(file.entries())) {
                    if (!entry.getName().equals(JarFile.MANIFEST_NAME)) {
                        entries.putNextEntry(new ZipEntry(entry.getName()));
                        try (InputStream in = file.getInputStream(entry)) {
                            in.transferTo(entries);
                        }
                        entries.closeEntry();
                    }
                }
            }
        }
        return other;
    }

    /** An integration with a list and a get, and room for more methods of the same resource at its end. */
    static String tiny(String id, String baseUrl) {
        return """
                integration: %s
                title: Tiny
                description: Made for a test.
                baseUrl: %s
                context:
                  tenant: { title: Tenant, description: Whose things., required: false }
                auth:
                  key: { scheme: api-key, title: Key, description: Any., header: X-Key }
                resources:
                  things:
                    tags: [things]
                    methods:
                      list:
                        request: GET /things
                        pagination: { style: none, items: data }
                        title: List things
                        description: Lists all things.
                      get:
                        request: GET /things/{thingId}
                        title: Get a thing
                        description: Gets one thing by its id.
                        path:
                          thingId: { type: string, description: The id. }
                """.formatted(id, baseUrl);
    }
}

package dev.patchbay.itest;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import dev.patchbay.harness.AssembledFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.ops4j.pax.exam.Option;

/** The folder that the build has assembled, and that users unpack. */
final class Distribution {
    private Distribution() {}

    /** All of its bundles on their start levels, set up as the launcher does, on folders of their own. */
    static Option bundles() {
        try {
            Path work = Files.createTempDirectory(Files.createDirectories(Path.of("target", "exam")), "gateway")
                    .toAbsolutePath();
            Path deploy = Files.createDirectory(work.resolve("deploy"));
            List<Option> options = new ArrayList<>();
            Map.of(
                            "patchbay.data", work.toString(),
                            "patchbay.deploy", deploy.toString(),
                            "patchbay.conf",
                                    AssembledFolder.home().resolve("conf").toString(),
                            "patchbay.home", AssembledFolder.home().toString(),
                            "patchbay.port", String.valueOf(AssembledFolder.freePort()),
                            "patchbay.virtualthreads",
                                    String.valueOf(Runtime.version().feature() >= 21))
                    .forEach((name, value) -> {
                        options.add(frameworkProperty(name).value(value));
                        options.add(systemProperty(name).value(value));
                    });
            Map.of(
                            "felix.cm.dir", work.resolve("config").toString(),
                            "felix.fileinstall.dir", AssembledFolder.home().resolve("conf") + "," + deploy,
                            "felix.fileinstall.tmpdir", work.resolve("tmp").toString(),
                            "felix.fileinstall.poll", "200",
                            "felix.fileinstall.noInitialDelay", "true",
                            "felix.fileinstall.start.level", "20",
                            "gosh.args", "--noshutdown --nointeractive",
                            "org.apache.felix.http.enable", "false")
                    .forEach(
                            (name, value) -> options.add(frameworkProperty(name).value(value)));
            options.add(systemProperty("org.ops4j.pax.logging.DefaultServiceLog.level")
                    .value("ERROR"));
            options.add(systemProperty("org.ops4j.pax.logging.StaticLogbackFile")
                    .value(AssembledFolder.home().resolve("conf/logback.xml").toString()));
            jars().forEach(jar -> options.add(bundle(jar.toUri().toString())
                    .startLevel(Integer.parseInt(jar.getParent().getFileName().toString()))));
            options.add(frameworkStartLevel(50));
            return composite(options.toArray(Option[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every bundle's file. */
    static List<Path> jars() throws IOException {
        try (Stream<Path> files = Files.walk(AssembledFolder.home().resolve("bundles"))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .toList();
        }
    }
}

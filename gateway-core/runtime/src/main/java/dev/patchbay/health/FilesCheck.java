package dev.patchbay.health;

import dev.patchbay.store.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks who may read what holds secrets: the data folder and what is in it, and configuration with a password. */
@Component(property = {HealthCheck.NAME + "=files", HealthCheck.TAGS + "=patchbay"})
public final class FilesCheck implements HealthCheck {
    private final DataFolder data;
    private final @Nullable Path configuration;

    @Activate
    public FilesCheck(BundleContext context, @Reference DataFolder data) {
        this(data, context.getProperty("patchbay.conf") == null ? null : Path.of(context.getProperty("patchbay.conf")));
    }

    FilesCheck(DataFolder data, @Nullable Path configuration) {
        this.data = data;
        this.configuration = configuration;
    }

    @Override
    public Result execute() {
        Findings findings = new Findings();
        List<Path> open = new ArrayList<>();
        try {
            for (String each : List.of("", "master.key", "admin.token", "shell.sock")) {
                Path path = data.path(each);
                if (Files.exists(path) && isOpen(path)) {
                    open.add(path);
                }
            }
            if (configuration != null && Files.isDirectory(configuration)) {
                try (Stream<Path> files = Files.list(configuration)) {
                    files.filter(FilesCheck::holdsAPassword)
                            .filter(FilesCheck::isOpen)
                            .forEach(open::add);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            return findings.warn("files could not be examined: " + e.getMessage(), "Give them to the gateway's user.")
                    .result();
        }
        open.forEach(path -> findings.warn(
                path + " can be read by others than its owner",
                "chmod go= " + path + (path.endsWith("master.key") ? ", and think about who has read it." : "")));
        if (open.isEmpty()) {
            findings.fine("data, keys and passwords are for their owner alone, in " + data.path());
        }
        return findings.result();
    }

    private static boolean isOpen(Path path) {
        try {
            return Files.getFileStore(path).supportsFileAttributeView("posix")
                    && Files.getPosixFilePermissions(path).stream().anyMatch(FilesCheck::isForOthers);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isForOthers(PosixFilePermission permission) {
        return !permission.name().startsWith("OWNER_");
    }

    private static boolean holdsAPassword(Path file) {
        try {
            return file.toString().endsWith(".cfg")
                    && Files.readString(file)
                            .lines()
                            .anyMatch(line -> line.matches("\\s*[\\w.]*password\\s*[=:]\\s*\\S.*"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

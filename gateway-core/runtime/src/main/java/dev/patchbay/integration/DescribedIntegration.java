package dev.patchbay.integration;

import dev.patchbay.api.VendorHook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A description that is read from a folder of files, outside any container: for tests and tools.
 *
 * @param provider its tools, or {@code null} if it was refused
 * @param errors why it was refused, as {@code file:line: text}
 */
public record DescribedIntegration(@Nullable DescribedProvider provider, List<String> errors) {
    public DescribedIntegration {
        errors = List.copyOf(errors);
    }

    /**
     * Reads the one description of a folder.
     *
     * @param folder what is {@code OSGI-INF/integration} in a bundle
     * @throws IOException if the files cannot be read, or the folder does not hold exactly one vendor
     */
    public static DescribedIntegration read(Path folder) throws IOException {
        List<Path> vendors = yaml(folder);
        if (vendors.size() != 1) {
            throw new IOException(folder + " holds " + vendors.size() + " vendor files, not one");
        }
        Path vendor = vendors.get(0);
        String fileName = vendor.getFileName().toString();
        String name = fileName.substring(0, fileName.lastIndexOf('.'));
        List<DescriptionReader.Source> domains = new ArrayList<>();
        Path domainFolder = folder.resolve(name);
        if (Files.isDirectory(domainFolder)) {
            for (Path each : yaml(domainFolder)) {
                domains.add(source(folder, each));
            }
        }
        return of(DescriptionReader.read(source(folder, vendor), domains));
    }

    /** Reads a description that is a single text. */
    public static DescribedIntegration read(String fileName, String text) {
        return of(DescriptionReader.read(new DescriptionReader.Source(fileName, text), List.of()));
    }

    private static DescribedIntegration of(DescriptionReader.Result result) {
        Description description = result.description();
        return new DescribedIntegration(
                description == null ? null : new DescribedProvider(description), result.errors());
    }

    /** @throws IllegalStateException if it was refused, with all errors */
    public DescribedProvider accepted() {
        if (provider == null) {
            throw new IllegalStateException(String.join("\n", errors));
        }
        return provider;
    }

    /**
     * The same with hooks in place, by the names under which its methods ask for them. Each call answers the same
     * provider.
     *
     * @throws IllegalStateException if it was refused, with all errors
     */
    public DescribedProvider accepted(Map<String, VendorHook> hooks) {
        Map<String, MountedHook> mounted = new HashMap<>();
        hooks.forEach((name, hook) -> mounted.put(name, new MountedHook(hook)));
        DescribedProvider accepted = accepted();
        accepted.hooks(mounted);
        return accepted;
    }

    private static DescriptionReader.Source source(Path folder, Path file) throws IOException {
        String name = folder.relativize(file).toString().replace('\\', '/');
        return new DescriptionReader.Source(name, Files.readString(file));
    }

    private static List<Path> yaml(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml") && Files.isRegularFile(file))
                    .sorted()
                    .toList();
        }
    }
}

package dev.patchbay.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.startlevel.BundleStartLevel;

/** The folder {@code bundles/}: its sub-folders are numbers, and a bundle's folder is its start level. */
final class BundleFolder {
    private final Path folder;

    BundleFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Installs every bundle where it lies, without a copy into the framework's cache, and marks it for its start level.
     *
     * @throws StartFailure if one cannot be installed
     */
    void installInto(BundleContext framework) throws StartFailure {
        try {
            List<Bundle> installed = new ArrayList<>();
            for (var level : levels().entrySet()) {
                for (Path jar : jars(level.getValue())) {
                    installed.add(install(framework, jar, level.getKey()));
                }
            }
            // only when all are there: a bundle that starts early must find the packages of the later ones
            for (Bundle bundle : installed) {
                if (bundle.getHeaders("").get("Fragment-Host") == null) {
                    bundle.start(Bundle.START_ACTIVATION_POLICY);
                }
            }
        } catch (IOException | BundleException e) {
            throw new StartFailure(
                    "the bundles in " + folder + " cannot be installed: " + e, "Unpack the distribution again.");
        }
    }

    private static Bundle install(BundleContext framework, Path jar, int level) throws BundleException {
        Bundle bundle = framework.installBundle("reference:" + jar.toUri());
        bundle.adapt(BundleStartLevel.class).setStartLevel(level);
        return bundle;
    }

    private TreeMap<Integer, Path> levels() throws IOException {
        TreeMap<Integer, Path> levels = new TreeMap<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder, Files::isDirectory)) {
            for (Path child : children) {
                levels.put(Integer.valueOf(child.getFileName().toString()), child);
            }
        }
        return levels;
    }

    private static List<Path> jars(Path level) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(level, "*.jar")) {
            children.forEach(jars::add);
        }
        jars.sort(null);
        return jars;
    }
}

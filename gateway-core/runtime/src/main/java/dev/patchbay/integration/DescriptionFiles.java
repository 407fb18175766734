package dev.patchbay.integration;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.osgi.framework.Bundle;

/** The descriptions in a bundle, whether it is started or not: one file for each vendor, and a folder beside it. */
final class DescriptionFiles {
    private static final String FOLDER = "OSGI-INF/integration";
    private static final String PATTERN = "*.yaml";

    private DescriptionFiles() {}

    /** Reads all of them. */
    static List<DescriptionReader.Result> read(Bundle bundle) {
        return entries(bundle, FOLDER).stream().map(each -> read(bundle, each)).toList();
    }

    /** The ids of their integrations, for which no tool is read. */
    static List<String> integrations(Bundle bundle) {
        return entries(bundle, FOLDER).stream()
                .map(each -> DescriptionReader.read(source("", each), List.of()).id())
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static DescriptionReader.Result read(Bundle bundle, URL vendor) {
        String file = name(vendor);
        String folder = file.substring(0, file.length() - ".yaml".length());
        List<DescriptionReader.Source> domains = entries(bundle, FOLDER + "/" + folder).stream()
                .map(each -> source(folder + "/", each))
                .toList();
        return DescriptionReader.read(source("", vendor), domains);
    }

    private static List<URL> entries(Bundle bundle, String folder) {
        var found = bundle.findEntries(folder, PATTERN, false);
        List<URL> entries = found == null ? new ArrayList<>() : Collections.list(found);
        entries.sort(Comparator.comparing(DescriptionFiles::name));
        return entries;
    }

    private static DescriptionReader.Source source(String folder, URL entry) {
        return new DescriptionReader.Source(folder + name(entry), text(entry));
    }

    private static String name(URL entry) {
        String path = entry.getPath();
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String text(URL entry) {
        try (InputStream in = entry.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

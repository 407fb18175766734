package dev.patchbay.highlevel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Compares each argument with the vendor's description, which is not part of this repository. */
class VendorComparisonTest {
    @Test
    void differsFromTheVendorsDescriptionOnlyWhereAReasonIsGiven() throws IOException {
        VendorDescription vendor = VendorDescription.orSkip();
        List<String> differences = new ArrayList<>();
        for (DescribedMethod method : Description.read().methods()) {
            compare(method, vendor.operation(method)).forEach(line -> differences.add(method.tool() + ' ' + line));
        }
        Map<String, Pattern> reasons = reasons();
        List<String> unexplained = differences.stream()
                .filter(line -> reasons.values().stream()
                        .noneMatch(reason -> reason.matcher(line).matches()))
                .toList();
        List<String> unused = reasons.entrySet().stream()
                .filter(reason -> differences.stream()
                        .noneMatch(line -> reason.getValue().matcher(line).matches()))
                .map(Map.Entry::getKey)
                .toList();
        System.out.println(differences.size() + " differences from the vendor's description, " + unexplained.size()
                + " without a reason");
        assertTrue(unexplained.isEmpty(), () -> "differences without a reason:\n" + String.join("\n", unexplained));
        assertTrue(unused.isEmpty(), () -> "reasons for no difference:\n" + String.join("\n", unused));
    }

    private static List<String> compare(DescribedMethod method, VendorDescription.Operation operation) {
        List<String> lines = new ArrayList<>();
        Optional<String> version = Optional.ofNullable(method.headers().get("Version"));
        if (!version.equals(operation.version())) {
            lines.add("header.Version: " + version + ", vendor " + operation.version());
        }
        Map<String, String> theirs = new TreeMap<>(operation.facts().all());
        Map<String, String> ours = new TreeMap<>(method.facts().all());
        renameVariables(method, operation, ours, lines);
        for (String place : method.filled()) {
            if (!theirs.containsKey(place)) {
                lines.add(place + ": filled, but unknown to the vendor");
            }
            theirs.keySet().removeIf(path -> path.equals(place) || startsField(path, place));
        }
        Set<String> paths = new TreeSet<>(theirs.keySet());
        paths.addAll(ours.keySet());
        List<String> roots = new ArrayList<>();
        for (String path : paths) {
            if (roots.stream().anyMatch(root -> startsField(path, root))) {
                continue;
            }
            String mine = ours.get(path);
            String vendors = theirs.get(path);
            if (mine == null || vendors == null) {
                roots.add(path);
                lines.add(path + (mine == null ? ": missing, vendor " + vendors : ": extra, " + mine));
            } else if (!mine.equals(vendors)) {
                lines.add(path + ": " + mine + ", vendor " + vendors);
            }
        }
        return lines;
    }

    /** Whether the path lies within the field at the root. */
    private static boolean startsField(String path, String root) {
        return path.length() > root.length()
                && path.startsWith(root)
                && ".[{|".indexOf(path.charAt(root.length())) >= 0;
    }

    private static void renameVariables(
            DescribedMethod method,
            VendorDescription.Operation operation,
            Map<String, String> ours,
            Collection<String> lines) {
        List<String> mine = DescribedMethod.variables(method.path());
        List<String> vendors = DescribedMethod.variables(operation.path());
        for (int i = 0; i < mine.size(); i++) {
            if (!mine.get(i).equals(vendors.get(i))) {
                lines.add("path." + vendors.get(i) + ": named " + mine.get(i));
                String fact = ours.remove("path." + mine.get(i));
                if (fact != null) {
                    ours.put("path." + vendors.get(i), fact);
                }
            }
        }
    }

    /** Lines of {@code pattern # reason}; a star in a pattern stands for any text. */
    private static Map<String, Pattern> reasons() throws IOException {
        Map<String, Pattern> reasons = new TreeMap<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/differences.txt"))) {
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            int hash = line.indexOf(" # ");
            assertTrue(hash > 0 && !line.substring(hash + 3).isBlank(), () -> "a difference without a reason: " + line);
            String pattern = Pattern.compile("\\*")
                    .splitAsStream(line.substring(0, hash).strip())
                    .map(Pattern::quote)
                    .collect(Collectors.joining(".*"));
            boolean open = line.substring(0, hash).strip().endsWith("*");
            reasons.put(line, Pattern.compile(open ? pattern + ".*" : pattern));
        }
        return reasons;
    }
}

package dev.patchbay.deploy;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.namespace.ExecutionEnvironmentNamespace;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.resource.Namespace;

/** Why the framework cannot resolve a bundle. */
final class MissingRequirements {
    private static final Pattern PACKAGE = Pattern.compile("\\(osgi\\.wiring\\.package=([^)]+)\\)");
    private static final Pattern JAVA = Pattern.compile("\\(osgi\\.ee=JavaSE\\).*\\(version>?=(\\d+)[^)]*\\)");
    private static final Pattern BOUND = Pattern.compile("\\((!\\()?version(>=|<=)([^)]+)\\)");

    private final FrameworkWiring wiring;

    MissingRequirements(Bundle systemBundle) {
        this.wiring = Objects.requireNonNull(systemBundle.adapt(FrameworkWiring.class), "no framework");
    }

    /** What a bundle requires and nobody provides, one line each; empty if the reason is another. */
    List<String> of(Bundle bundle) {
        BundleRevision revision = bundle.adapt(BundleRevision.class);
        if (revision == null) {
            return List.of();
        }
        List<String> missing = new ArrayList<>();
        for (BundleRequirement requirement : revision.getDeclaredRequirements(null)) {
            if (mandatory(requirement)) {
                Collection<BundleCapability> providers = wiring.findProviders(requirement);
                if (providers.isEmpty()) {
                    missing.add("requires " + words(requirement));
                } else if (providers.stream().noneMatch(provider -> usable(provider, bundle))) {
                    missing.add("requires " + words(requirement) + ", which only unresolved bundles have: "
                            + providers.stream()
                                    .map(provider -> provider.getRevision().getSymbolicName())
                                    .distinct()
                                    .sorted()
                                    .collect(Collectors.joining(", ")));
                }
            }
        }
        return missing;
    }

    private static boolean mandatory(BundleRequirement requirement) {
        String resolution = requirement.getDirectives().get(Constants.RESOLUTION_DIRECTIVE);
        String effective = requirement.getDirectives().get(Namespace.REQUIREMENT_EFFECTIVE_DIRECTIVE);
        return !Namespace.RESOLUTION_OPTIONAL.equals(resolution)
                && !PackageNamespace.RESOLUTION_DYNAMIC.equals(resolution)
                && (effective == null || effective.equals(Namespace.EFFECTIVE_RESOLVE));
    }

    private static boolean usable(BundleCapability provider, Bundle requirer) {
        Bundle bundle = provider.getRevision().getBundle();
        return bundle.equals(requirer) || (bundle.getState() & (Bundle.INSTALLED | Bundle.UNINSTALLED)) == 0;
    }

    private static String words(BundleRequirement requirement) {
        String filter = String.valueOf(requirement.getDirectives().get(Namespace.REQUIREMENT_FILTER_DIRECTIVE));
        String namespace = requirement.getNamespace();
        Matcher java = JAVA.matcher(filter);
        if (namespace.equals(ExecutionEnvironmentNamespace.EXECUTION_ENVIRONMENT_NAMESPACE) && java.find()) {
            return "Java " + java.group(1) + " (this is Java "
                    + Runtime.version().feature() + ")";
        }
        Matcher packageName = PACKAGE.matcher(filter);
        if (namespace.equals(PackageNamespace.PACKAGE_NAMESPACE) && packageName.find()) {
            return "package " + packageName.group(1) + versions(filter);
        }
        return namespace + " " + filter;
    }

    private static String versions(String filter) {
        StringBuilder words = new StringBuilder();
        Matcher bound = BOUND.matcher(filter);
        while (bound.find()) {
            boolean negated = bound.group(1) != null;
            words.append(words.isEmpty() ? ", version " : " and ")
                    .append(negated ? "below" : bound.group(2).equals(">=") ? "from" : "up to")
                    .append(' ')
                    .append(bound.group(3));
        }
        return words.toString();
    }
}

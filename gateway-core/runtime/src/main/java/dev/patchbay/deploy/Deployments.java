package dev.patchbay.deploy;

import dev.patchbay.deploy.DeployedFile.Identity;
import dev.patchbay.deploy.Deployment.Kind;
import dev.patchbay.deploy.Deployment.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Compares the files in {@code deploy/} with the bundles that they should have become. File Install passes over some
 * of what can go wrong without a word; here each file has its state, and each trouble its remedy. Nothing is changed.
 */
@Component(service = Deployments.class)
public final class Deployments {
    /** File Install takes a file when it has found it unchanged for one poll; ten times that is no longer patience. */
    private static final Duration SOON = Duration.ofSeconds(5);

    private final long started = System.nanoTime();
    private final BundleContext context;
    private final DeployFolder folder;
    private final MissingRequirements missing;
    private final WaitingComponents components;

    // plugins come and go, and bring and take what is known about them
    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private final List<BundleCheck> checks = new CopyOnWriteArrayList<>();

    @Activate
    public Deployments(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.context = context;
        String deploy = context.getProperty("patchbay.deploy");
        if (deploy == null) {
            throw new IllegalStateException("the framework property patchbay.deploy names no folder");
        }
        this.folder = new DeployFolder(Path.of(deploy));
        this.missing = new MissingRequirements(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION));
        this.components = new WaitingComponents(components);
    }

    /** What became of each file, in the order of their names. */
    public synchronized List<Deployment> report() {
        List<DeployedFile> files = folder.look();
        return files.stream().map(file -> examine(file, files)).toList();
    }

    private Deployment examine(DeployedFile file, List<DeployedFile> all) {
        Bundle bundle = bundle(file.path());
        if (file.defect() != null) {
            return new Deployment(
                    file.name(), name(bundle), version(bundle), State.BROKEN, kind(bundle), List.of(file.defect()));
        }
        List<String> problems = new ArrayList<>();
        Identity identity = file.identity();
        if (identity != null) {
            problems.addAll(rivals(file, identity, all));
        }
        if (bundle == null) {
            return identity == null ? unhandled(file) : undeployed(file, identity, problems);
        }
        State state = state(bundle, file);
        switch (state) {
            case ACTIVE -> {
                problems.addAll(components.of(bundle));
                checks.forEach(check -> problems.addAll(check.problems(bundle)));
            }
            case UNRESOLVED -> unresolved(bundle, file).ifPresent(problems::add);
            case STOPPED ->
                problems.add("it is not started: `patchbay shell \"start " + bundle.getBundleId()
                        + "\"` starts it, or says what is in the way");
            default -> {}
        }
        return new Deployment(file.name(), name(bundle), version(bundle), state, kind(bundle), problems);
    }

    /** The report of one file, if it is there. */
    public Optional<Deployment> report(String file) {
        return report().stream().filter(each -> each.file().equals(file)).findFirst();
    }

    /** The ids of the integrations that a file brings, or would once it is started. */
    public List<String> integrations(String file) {
        Bundle bundle = bundle(folder.path().resolve(file));
        if (bundle == null) {
            return List.of();
        }
        try {
            return checks.stream()
                    .flatMap(each -> each.integrations(bundle).stream())
                    .distinct()
                    .toList();
        } catch (IllegalStateException e) {
            // It has been removed in between.
            return List.of();
        }
    }

    /** Where the files are. */
    Path folder() {
        return folder.path();
    }

    /** The bundle that a file has become, or {@code null}. */
    @Nullable
    Bundle bundle(Path file) {
        // Of a path, URI has a spelling with three slashes, which File Install does not use. A file that is turned into
        // a bundle has a location with a scheme of its own before the same address
        String address = file.toFile().toURI().toString();
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getLocation().endsWith(address)) {
                return bundle;
            }
        }
        return null;
    }

    private static Deployment unhandled(DeployedFile file) {
        return new Deployment(file.name(), null, null, State.IGNORED, null, List.of());
    }

    private Deployment undeployed(DeployedFile file, Identity identity, List<String> problems) {
        if (problems.isEmpty() && folder.age(file).compareTo(SOON) < 0) {
            return new Deployment(
                    file.name(),
                    identity.symbolicName(),
                    identity.version().toString(),
                    State.WAITING,
                    null,
                    List.of());
        }
        if (problems.isEmpty()) {
            problems.add(
                    "File Install has passed it over; the log may say why. Move it out of deploy/, wait two seconds, and move it"
                            + " back");
        }
        return new Deployment(
                file.name(),
                identity.symbolicName(),
                identity.version().toString(),
                State.NOT_DEPLOYED,
                null,
                problems);
    }

    /** Two files of one plugin get in each other's way, and nothing else says so. */
    private static List<String> rivals(DeployedFile file, Identity identity, List<DeployedFile> all) {
        List<String> problems = new ArrayList<>();
        for (DeployedFile other : all) {
            Identity otherIdentity = other.identity();
            if (other != file
                    && otherIdentity != null
                    && otherIdentity.symbolicName().equals(identity.symbolicName())) {
                if (otherIdentity.version().equals(identity.version())) {
                    problems.add("it is " + identity + ", and so is " + other.name() + ": one overwrites the other, and"
                            + " deleting one undeploys both. Move both out of deploy/, wait two seconds, and move one"
                            + " back");
                } else if (otherIdentity.version().compareTo(identity.version()) > 0) {
                    problems.add("it is older than " + other.name() + " (version " + otherIdentity.version()
                            + "), and both are deployed. Delete this one");
                }
            }
        }
        return problems;
    }

    private Optional<String> unresolved(Bundle bundle, DeployedFile file) {
        List<String> reasons = missing.of(bundle);
        if (!reasons.isEmpty()) {
            return Optional.of(reasons.stream().collect(Collectors.joining("; "))
                    + ". Deploy a bundle that has it, or a version of the plugin made for this gateway");
        }
        // Nothing is missing: File Install has installed it and is about to start it.
        return folder.age(file).compareTo(SOON) < 0 || sinceStart().compareTo(SOON) < 0
                ? Optional.empty()
                : Optional.of("cannot be resolved: `patchbay shell \"start " + bundle.getBundleId() + "\"` says why");
    }

    private Duration sinceStart() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private State state(Bundle bundle, DeployedFile file) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> checks.stream().allMatch(each -> each.done(bundle)) ? State.ACTIVE : State.WAITING;
            case Bundle.INSTALLED ->
                // One that an operator has stopped and then replaced: nobody tries to resolve it.
                !toBeStarted(bundle)
                                && folder.age(file).compareTo(SOON) >= 0
                                && missing.of(bundle).isEmpty()
                        ? State.STOPPED
                        : State.UNRESOLVED;
            case Bundle.STARTING, Bundle.STOPPING -> State.WAITING;
            default -> bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null ? State.STOPPED : State.ACTIVE;
        };
    }

    /** Whether nobody has stopped it. */
    static boolean toBeStarted(Bundle bundle) {
        BundleStartLevel level = bundle.adapt(BundleStartLevel.class);
        return level != null && level.isPersistentlyStarted();
    }

    /** By what its manifest announces, so that a stopped one is told, too. */
    private static @Nullable Kind kind(@Nullable Bundle bundle) {
        if (bundle == null) {
            return null;
        }
        String brings = String.valueOf(bundle.getHeaders("").get(Constants.PROVIDE_CAPABILITY));
        String needs = String.valueOf(bundle.getHeaders("").get(Constants.REQUIRE_CAPABILITY));
        return needs.contains("dev.patchbay.integration") || brings.contains("dev.patchbay.api.ToolProvider")
                ? Kind.INTEGRATION
                : brings.contains("dev.patchbay.api.AuthScheme")
                        ? Kind.LOGIN
                        : brings.contains("jakarta.servlet.Servlet") ? Kind.WEB : Kind.OTHER;
    }

    private static @Nullable String name(@Nullable Bundle bundle) {
        return bundle == null ? null : bundle.getSymbolicName();
    }

    private static @Nullable String version(@Nullable Bundle bundle) {
        return bundle == null ? null : bundle.getVersion().toString();
    }
}

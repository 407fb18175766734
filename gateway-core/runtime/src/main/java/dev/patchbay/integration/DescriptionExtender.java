package dev.patchbay.integration;

import dev.patchbay.api.ToolProvider;
import dev.patchbay.api.VendorHook;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.bundle.Capability;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.util.tracker.BundleTracker;
import org.osgi.util.tracker.BundleTrackerCustomizer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the descriptions in bundles that require this extender, and registers their tools as services of those very
 * bundles: what a bundle brings goes with it.
 */
@Component(service = {})
@Capability(namespace = "osgi.extender", name = DescriptionExtender.NAME, version = "1.0.0")
public final class DescriptionExtender implements BundleTrackerCustomizer<List<DescriptionExtender.Published>> {
    static final String NAME = "dev.patchbay.integration";
    private static final String NAMESPACE = "osgi.extender";
    private static final Logger LOG = LoggerFactory.getLogger(DescriptionExtender.class);
    /** Below the time that a stopping framework is patient for. */
    private static final long DRAIN_SECONDS = 10;

    private final long self;
    private final Descriptions descriptions;
    private final BundleTracker<List<Published>> bundles;
    private final AtomicLong revision = new AtomicLong();
    private final Map<ServiceReference<VendorHook>, MountedHook> hooks =
            new ConcurrentSkipListMap<>(Comparator.reverseOrder());
    private final Map<String, List<Published>> byIntegration = new ConcurrentHashMap<>();

    /** A provider as it is registered. */
    record Published(DescribedProvider provider, ServiceRegistration<ToolProvider> registration) {
        String integration() {
            return provider.integration().id();
        }
    }

    @Activate
    public DescriptionExtender(BundleContext context, @Reference Descriptions descriptions) {
        this.self = context.getBundle().getBundleId();
        this.descriptions = descriptions;
        this.bundles = new BundleTracker<>(context, Bundle.ACTIVE, this);
    }

    /** Begins to look for descriptions; the hooks that are there already have been bound by then. */
    @Activate
    public void open() {
        bundles.open();
    }

    /** Takes all tools away. */
    @Deactivate
    public void close() {
        bundles.close();
    }

    @Override
    public @Nullable List<Published> addingBundle(Bundle bundle, @Nullable BundleEvent event) {
        if (!requiresUs(bundle)) {
            return null;
        }
        List<Published> published = new ArrayList<>();
        List<DescriptionReport> reports = new ArrayList<>();
        for (DescriptionReader.Result result : DescriptionFiles.read(bundle)) {
            reports.add(report(bundle, result));
            Description description = result.description();
            if (description == null) {
                LOG.warn(
                        "{} brings a description that is refused:\n{}",
                        bundle.getSymbolicName(),
                        String.join("\n", result.errors()));
            } else {
                published.add(publish(bundle, new DescribedProvider(description)));
            }
        }
        descriptions.put(bundle.getBundleId(), reports);
        return published;
    }

    @Override
    public void modifiedBundle(Bundle bundle, @Nullable BundleEvent event, List<Published> published) {
        // Only bundles that are active are tracked: there is no state in between.
    }

    @Override
    public void removedBundle(Bundle bundle, @Nullable BundleEvent event, List<Published> published) {
        descriptions.remove(bundle.getBundleId());
        for (Published each : published) {
            synchronized (this) {
                byIntegration.computeIfPresent(each.integration(), (id, all) -> {
                    List<Published> others =
                            all.stream().filter(other -> other != each).toList();
                    return others.isEmpty() ? null : others;
                });
            }
            try {
                // Returns when the gateway has let the provider go: its calls have ended by then.
                each.registration().unregister();
            } catch (IllegalStateException e) {
                LOG.debug("the tools of {} were gone already", each.integration());
            }
        }
    }

    private boolean requiresUs(Bundle bundle) {
        BundleWiring wiring = bundle.adapt(BundleWiring.class);
        if (wiring == null) {
            return false;
        }
        for (BundleWire wire : wiring.getRequiredWires(NAMESPACE)) {
            boolean ours = wire.getProvider().getBundle().getBundleId() == self;
            if (ours && NAME.equals(wire.getCapability().getAttributes().get(NAMESPACE))) {
                return true;
            }
        }
        return false;
    }

    private static DescriptionReport report(Bundle bundle, DescriptionReader.Result result) {
        Description description = result.description();
        return new DescriptionReport(
                String.valueOf(bundle.getSymbolicName()),
                bundle.getVersion().toString(),
                result.id(),
                description == null ? 0 : description.tools().size(),
                description == null ? 0 : description.undocumented(),
                result.errors());
    }

    private Published publish(Bundle bundle, DescribedProvider provider) {
        String id = provider.integration().id();
        Map<String, MountedHook> before = hooksOf(id);
        provider.hooks(before);
        BundleContext owner = bundle.getBundleContext();
        Published published =
                new Published(provider, owner.registerService(ToolProvider.class, provider, properties()));
        synchronized (this) {
            byIntegration.merge(id, List.of(published), (others, more) -> {
                List<Published> all = new ArrayList<>(others);
                all.addAll(more);
                return List.copyOf(all);
            });
        }
        // A hook that came in between has missed it.
        Map<String, MountedHook> now = hooksOf(id);
        if (!now.equals(before)) {
            provider.hooks(now);
            published.registration().setProperties(properties());
        }
        return published;
    }

    private Dictionary<String, Object> properties() {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(ToolProvider.REVISION, revision.incrementAndGet());
        return properties;
    }

    private Map<String, MountedHook> hooksOf(String integration) {
        Map<String, MountedHook> byName = new HashMap<>();
        // The best ranked comes first, and stays.
        hooks.forEach((reference, hook) -> {
            if (integration.equals(reference.getProperty(VendorHook.INTEGRATION))
                    && reference.getProperty(VendorHook.NAME) instanceof String name) {
                byName.putIfAbsent(name, hook);
            }
        });
        return byName;
    }

    @Reference(
            service = VendorHook.class,
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "unbindHook")
    void bindHook(ServiceReference<VendorHook> reference, VendorHook hook) {
        hooks.put(reference, new MountedHook(hook));
        revise(reference);
    }

    void unbindHook(ServiceReference<VendorHook> reference) {
        MountedHook gone = hooks.remove(reference);
        revise(reference);
        if (gone != null && !gone.drain(DRAIN_SECONDS)) {
            LOG.warn("a hook leaves although calls are still in it after {} s", DRAIN_SECONDS);
        }
    }

    private void revise(ServiceReference<VendorHook> reference) {
        String integration = String.valueOf(reference.getProperty(VendorHook.INTEGRATION));
        for (Published each : byIntegration.getOrDefault(integration, List.of())) {
            each.provider().hooks(hooksOf(integration));
            try {
                each.registration().setProperties(properties());
            } catch (IllegalStateException e) {
                LOG.debug("the tools of {} are gone already", integration);
            }
        }
    }
}

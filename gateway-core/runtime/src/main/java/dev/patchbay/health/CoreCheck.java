package dev.patchbay.health;

import dev.patchbay.deploy.WaitingComponents;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/**
 * Fails while a part of the gateway itself is missing: a bundle of {@code bundles/} that did not start, or a component
 * of the core that waits for a service, the store without its database for example.
 */
@Component(property = {HealthCheck.NAME + "=core", HealthCheck.TAGS + "=patchbay"})
public final class CoreCheck implements HealthCheck {
    private static final String SHIPPED = "/bundles/";

    private final BundleContext context;
    private final WaitingComponents components;

    @Activate
    public CoreCheck(BundleContext context, @Reference ServiceComponentRuntime components) {
        this.context = context;
        this.components = new WaitingComponents(components);
    }

    @Override
    public Result execute() {
        Findings found = new Findings();
        int active = 0;
        for (Bundle bundle : context.getBundles()) {
            if (bundle.getState() == Bundle.ACTIVE) {
                active++;
            } else if (bundle.getLocation().contains(SHIPPED)) {
                found.critical(
                        bundle.getSymbolicName() + " is not started",
                        "`patchbay shell \"start " + bundle.getBundleId() + "\"` says why.");
            }
        }
        for (String reason : components.of(context.getBundle())) {
            found.critical(reason, "What it waits for is perhaps not configured: `patchbay logs` says more.");
        }
        return found.fine(active + " bundles are active").result();
    }
}

package dev.patchbay.health;

import dev.patchbay.deploy.Deployment;
import dev.patchbay.deploy.Deployments;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Warns of plugins in trouble. No more than a warning: the other integrations work, and a load balancer that took the
 * node away would take it away on every node, since all have the same plugins.
 */
@Component(property = {HealthCheck.NAME + "=deployments", HealthCheck.TAGS + "=patchbay"})
public final class DeploymentsCheck implements HealthCheck {
    private final Deployments deployments;

    @Activate
    public DeploymentsCheck(@Reference Deployments deployments) {
        this.deployments = deployments;
    }

    @Override
    public Result execute() {
        Findings found = new Findings();
        List<Deployment> files = deployments.report();
        for (Deployment file : files) {
            for (String problem : file.problems()) {
                found.warn(file.file() + ": " + problem, "`patchbay shell deployments` tells of all files in deploy/.");
            }
        }
        long active = files.stream()
                .filter(file -> file.state() == Deployment.State.ACTIVE)
                .count();
        return found.fine(active + " of " + files.size() + " files in deploy/ are active")
                .result();
    }
}

package dev.patchbay.admin;

import dev.patchbay.account.Accounts;
import dev.patchbay.audit.AuditTrail;
import dev.patchbay.deploy.Configurations;
import dev.patchbay.deploy.Deployments;
import dev.patchbay.deploy.PluginFiles;
import dev.patchbay.health.HealthReport;
import dev.patchbay.integration.IntegrationStates;
import dev.patchbay.store.Database;
import dev.patchbay.token.McpServers;
import java.time.Clock;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The routes that are about this node and the framework that it runs in, rather than about what is stored. */
@Component(service = NodeRoutes.class)
public final class NodeRoutes {
    private final DeploymentResource deploymentResource;
    private final AttentionResource attentionResource;
    private final SettingsResource settingsResource;

    @Activate
    public NodeRoutes(
            BundleContext context,
            @Reference Deployments deployments,
            @Reference PluginFiles files,
            @Reference Configurations configurations,
            @Reference HealthReport health,
            @Reference IntegrationStates states,
            @Reference Database database,
            @Reference Accounts accounts,
            @Reference McpServers servers,
            @Reference AuditTrail audit,
            @Reference PublicUrl publicUrl) {
        Clock clock = Clock.systemUTC();
        deploymentResource = new DeploymentResource(deployments, files, accounts, servers, new Journal(audit, clock));
        attentionResource = new AttentionResource(accounts, servers, states, deployments, health, clock);
        settingsResource = new SettingsResource(context, configurations, health, database, audit, publicUrl);
    }

    void addTo(Routes routes) {
        deploymentResource.addTo(routes);
        attentionResource.addTo(routes);
        settingsResource.addTo(routes);
    }
}

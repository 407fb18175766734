package dev.patchbay.tool;

import dev.patchbay.api.ToolProvider;

/** Integrations that are deployed without a framework. */
public final class DeployedIntegrations {
    private DeployedIntegrations() {}

    public static Integrations of(ToolProvider... providers) {
        Integrations integrations = new Integrations();
        for (ToolProvider each : providers) {
            integrations.bind(each);
        }
        return integrations;
    }

    public static void remove(Integrations integrations, ToolProvider provider) {
        integrations.unbind(provider);
    }
}

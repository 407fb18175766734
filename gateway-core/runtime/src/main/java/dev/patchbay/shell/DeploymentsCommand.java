package dev.patchbay.shell;

import dev.patchbay.deploy.Deployment;
import dev.patchbay.deploy.Deployments;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code deployments}: what became of each file in {@code deploy/}. */
@Component(service = DeploymentsCommand.class)
@GogoCommand(scope = "gateway", function = "deployments")
public final class DeploymentsCommand {
    private final Deployments deployments;

    @Activate
    public DeploymentsCommand(@Reference Deployments deployments) {
        this.deployments = deployments;
    }

    /** The table, or JSON. */
    @Descriptor("what became of each file in deploy/, and what to do about those in trouble")
    public String deployments(
            @Descriptor("answer JSON")
                    @Parameter(
                            names = {"--json"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean json) {
        Table table = Table.of("file", "bundle", "version", "state", "problem");
        for (Deployment deployment : deployments.report()) {
            table.row(
                    deployment.file(),
                    deployment.bundle(),
                    deployment.version(),
                    deployment.state().word(),
                    deployment.problems());
        }
        return table.show(json);
    }
}

package dev.patchbay.shell;

import dev.patchbay.api.Integration;
import dev.patchbay.integration.DescriptionReport;
import dev.patchbay.integration.Descriptions;
import dev.patchbay.tool.Integrations;
import dev.patchbay.tool.ToolCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code integrations}: what is deployed, what was refused, and which tools are quarantined. */
@Component(service = IntegrationsCommand.class)
@GogoCommand(scope = "gateway", function = "integrations")
public final class IntegrationsCommand {
    private final Integrations integrations;
    private final Descriptions descriptions;
    private final ToolCatalog catalog;

    @Activate
    public IntegrationsCommand(
            @Reference Integrations integrations,
            @Reference Descriptions descriptions,
            @Reference ToolCatalog catalog) {
        this.integrations = integrations;
        this.descriptions = descriptions;
        this.catalog = catalog;
    }

    /** Every integration, and every description that was refused. */
    @Descriptor("what is deployed, and what is wrong with what is not")
    public String integrations(
            @Descriptor("answer JSON")
                    @Parameter(
                            names = {"--json"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean json) {
        Table table = Table.of("integration", "title", "bundle", "tools", "undocumented", "problems");
        Map<String, Integration> deployed =
                integrations.list().stream().collect(Collectors.toMap(Integration::id, Function.identity()));
        List<String> described = new ArrayList<>();
        for (DescriptionReport report : descriptions.list()) {
            String id = report.integration();
            Integration integration = id == null ? null : deployed.get(id);
            List<String> problems = new ArrayList<>(report.errors());
            if (id != null) {
                described.add(id);
                problems.addAll(quarantined(id));
            }
            table.row(
                    id,
                    integration == null ? null : integration.title(),
                    report.bundle() + " " + report.version(),
                    report.tools(),
                    report.undocumented(),
                    problems);
        }
        deployed.values().stream()
                .filter(each -> !described.contains(each.id()))
                .forEach(each -> table.row(each.id(), each.title(), null, null, null, quarantined(each.id())));
        return table.show(json);
    }

    private List<String> quarantined(String integration) {
        return catalog.quarantined().stream()
                .filter(each -> each.integration().equals(integration))
                .map(each -> "quarantined " + each.tool() + ": " + each.reason())
                .toList();
    }
}

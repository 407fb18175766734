package dev.patchbay.integration;

import dev.patchbay.api.Integration;
import dev.patchbay.tool.Integrations;
import dev.patchbay.tool.ToolCatalog;
import dev.patchbay.tool.ToolFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How all integrations fare that are deployed at this moment, the refused ones too. */
@Component(service = IntegrationStates.class)
public final class IntegrationStates {
    private final Integrations integrations;
    private final Descriptions descriptions;
    private final ToolCatalog catalog;

    @Activate
    public IntegrationStates(
            @Reference Integrations integrations,
            @Reference Descriptions descriptions,
            @Reference ToolCatalog catalog) {
        this.integrations = integrations;
        this.descriptions = descriptions;
        this.catalog = catalog;
    }

    /** In the order of their ids, those without one last. */
    public List<IntegrationState> list() {
        List<IntegrationState> states = new ArrayList<>();
        Set<String> described = new HashSet<>();
        for (DescriptionReport report : descriptions.list()) {
            String id = report.integration();
            boolean refused = !report.errors().isEmpty() || id == null;
            if (!refused) {
                described.add(id);
            }
            states.add(state(id, refused ? null : integrations.find(id).orElse(null), report));
        }
        for (Integration each : integrations.list()) {
            if (!described.contains(each.id())) {
                states.add(state(each.id(), each, null));
            }
        }
        states.sort(Comparator.comparing(IntegrationState::id, Comparator.nullsLast(Comparator.naturalOrder())));
        return states;
    }

    private IntegrationState state(
            @Nullable String id, @Nullable Integration integration, @Nullable DescriptionReport report) {
        boolean deployed = id != null && integration != null;
        // Asked for first: a tool is vetted when somebody looks at its integration.
        int tools = deployed ? catalog.entries(id, ToolFilter.ALL).size() : 0;
        return new IntegrationState(
                id,
                integration,
                report == null ? null : report.bundle(),
                report == null ? null : report.version(),
                tools,
                report == null ? 0 : report.undocumented(),
                deployed
                        ? catalog.quarantined().stream()
                                .filter(each -> each.integration().equals(id))
                                .toList()
                        : List.of(),
                report == null ? List.of() : report.errors());
    }
}

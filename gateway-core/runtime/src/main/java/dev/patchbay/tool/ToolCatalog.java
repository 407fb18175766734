package dev.patchbay.tool;

import dev.patchbay.api.Account;
import dev.patchbay.api.Tool;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Which tools an account has under a filter. Lists are made once for each catalogue and filter and shared: a hundred
 * thousand tokens are not a hundred thousand catalogues.
 */
@Component(service = ToolCatalog.class, configurationPid = "dev.patchbay.catalog")
@Designate(ocd = ToolCatalog.Config.class)
public final class ToolCatalog {
    /** Settings of the catalogue. */
    @ObjectClassDefinition(name = "Patchbay tool catalogue")
    public @interface Config {
        @AttributeDefinition(
                description = "Publish tools whose input schema has oneOf, anyOf, allOf, not, if or $ref at its root."
                        + " Clients of the Claude API refuse a whole list for one such tool; leave it off.")
        boolean allow_root_combinators() default false;
    }

    /** A tool that is not published, and why. */
    public record Quarantined(String integration, String tool, String reason) {}

    private static final Logger LOG = LoggerFactory.getLogger(ToolCatalog.class);
    private static final int MAX_CATALOGUES_OF_AN_INTEGRATION = 256;
    private static final int MAX_FILTERS_OF_A_CATALOGUE = 1_024;

    private final Integrations integrations;
    private final QualityGate gate;
    private final AutoCloseable subscription;
    private final JsonMapper mapper = JsonMapper.builder().build();
    private final ToolList empty = new ToolList(List.of(), mapper);
    private final Map<String, Map<SameList, Catalogue>> catalogues = new ConcurrentHashMap<>();

    @Activate
    public ToolCatalog(Config config, @Reference Integrations integrations) {
        this.integrations = integrations;
        this.gate = new QualityGate(config.allow_root_combinators());
        this.subscription = integrations.listen(catalogues::remove);
    }

    @Deactivate
    void close() throws Exception {
        subscription.close();
    }

    /** The tools of an account under a filter; none while its integration is not deployed. */
    public ToolList list(Account account, ToolFilter filter) {
        try (Integrations.Lease lease = integrations.lease(account.integration())) {
            return lease == null ? empty : list(lease, account, filter);
        }
    }

    /** The tools of an account under a filter, of a provider that the caller holds. */
    public ToolList list(Integrations.Lease lease, Account account, ToolFilter filter) {
        return catalogue(lease, account).under(filter);
    }

    /**
     * The tools of an account under a filter, for a look at them: no list is made, or kept, as it would be for clients.
     * None while its integration is not deployed.
     */
    public List<ToolEntry> entries(Account account, ToolFilter filter) {
        try (Integrations.Lease lease = integrations.lease(account.integration())) {
            return lease == null ? List.of() : catalogue(lease, account).passing(filter);
        }
    }

    /** The tools of an integration, each of which some account of it could have; empty while it is not deployed. */
    public List<ToolEntry> entries(String integration, ToolFilter filter) {
        Map<String, ToolEntry> all = new LinkedHashMap<>();
        for (Account example : integrations.examples(integration)) {
            entries(example, filter).forEach(each -> all.putIfAbsent(each.tool().name(), each));
        }
        return List.copyOf(all.values());
    }

    private Catalogue catalogue(Integrations.Lease lease, Account account) {
        List<Tool> tools = lease.provider().tools(account);
        Map<SameList, Catalogue> ofIntegration =
                catalogues.computeIfAbsent(account.integration(), id -> new ConcurrentHashMap<>());
        SameList key = new SameList(tools);
        Catalogue catalogue = ofIntegration.get(key);
        if (catalogue == null) {
            if (ofIntegration.size() >= MAX_CATALOGUES_OF_AN_INTEGRATION) {
                // A provider that makes a new list at each call; what it gave before is of no more use.
                ofIntegration.clear();
            }
            catalogue = ofIntegration.computeIfAbsent(key, absent -> vet(account.integration(), tools));
        }
        return catalogue;
    }

    /** A list of tools that belong to no integration. */
    public ToolList listOf(List<Tool> tools) {
        return new ToolList(
                tools.stream()
                        .map(tool -> new ToolEntry(tool, mapper.valueToTree(tool.inputSchema()), mapper))
                        .toList(),
                mapper);
    }

    /** The tools of all accounts that have been asked for since their integration came, which are not published. */
    public List<Quarantined> quarantined() {
        Set<Quarantined> all = new HashSet<>();
        catalogues.values().forEach(each -> each.values().forEach(one -> all.addAll(one.quarantined)));
        return all.stream()
                .sorted(java.util.Comparator.comparing(Quarantined::integration).thenComparing(Quarantined::tool))
                .toList();
    }

    private Catalogue vet(String integration, List<Tool> tools) {
        List<ToolEntry> published = new ArrayList<>(tools.size());
        List<Quarantined> quarantined = new ArrayList<>();
        Set<String> names = new HashSet<>();
        for (Tool tool : tools) {
            JsonNode schema = mapper.valueToTree(tool.inputSchema());
            Optional<String> objection = names.add(tool.name())
                    ? gate.objection(tool, schema)
                    : Optional.of("another tool of this integration has the same name");
            if (objection.isEmpty()) {
                published.add(new ToolEntry(tool, RepeatKey.addTo(schema, tool), mapper));
            } else {
                LOG.warn("tool {} of {} is quarantined: {}", tool.name(), integration, objection.get());
                quarantined.add(new Quarantined(integration, tool.name(), objection.get()));
            }
        }
        return new Catalogue(published, quarantined);
    }

    /** A list by its identity: equal lists of different versions are different catalogues, and comparing costs nothing. */
    private record SameList(List<Tool> tools) {
        @Override
        public boolean equals(Object other) {
            return other instanceof SameList that && that.tools == tools;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(tools);
        }
    }

    private final class Catalogue {
        private final List<ToolEntry> published;
        private final List<Quarantined> quarantined;
        private final Map<ToolFilter, ToolList> lists = new ConcurrentHashMap<>();

        Catalogue(List<ToolEntry> published, List<Quarantined> quarantined) {
            this.published = published;
            this.quarantined = quarantined;
        }

        ToolList under(ToolFilter filter) {
            ToolList list = lists.get(filter);
            if (list == null) {
                if (lists.size() >= MAX_FILTERS_OF_A_CATALOGUE) {
                    lists.clear();
                }
                list = lists.computeIfAbsent(filter, absent -> new ToolList(passing(filter), mapper));
            }
            return list;
        }

        List<ToolEntry> passing(ToolFilter filter) {
            return published.stream().filter(each -> filter.allows(each.tool())).toList();
        }
    }
}

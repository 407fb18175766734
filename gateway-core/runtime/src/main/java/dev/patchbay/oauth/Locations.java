package dev.patchbay.oauth;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.AuthSchemes;
import dev.patchbay.account.FieldErrors;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.Caller;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.LocationScheme;
import dev.patchbay.api.OAuthScheme;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.ToolResult;
import dev.patchbay.store.StoreException;
import dev.patchbay.tool.Integrations;
import dev.patchbay.vault.Credentials;
import dev.patchbay.vendor.VendorProxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The locations of accounts whose login opens several: which there are, and connecting them as accounts of their own,
 * which then log in by the account that has them.
 */
@Component(service = Locations.class)
public final class Locations {
    /** How many are connected by one request: each takes a request to the vendor. */
    public static final int MOST = 50;

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int PAGE = 100;
    /** Beyond it a vendor's list is taken for one that does not end. */
    private static final int MOST_PAGES = 200;

    private static final int NAME_LENGTH = 200;

    private final Accounts accounts;
    private final Credentials credentials;
    private final Integrations integrations;
    private final AuthSchemes schemes;
    private final VendorProxy vendors;

    /**
     * One location.
     *
     * @param address where it is, or {@code null} if the vendor does not say
     * @param accountId the account that it is connected as, or {@code null}
     */
    public record Location(
            String id,
            String name,
            @Nullable String address,
            @Nullable String accountId) {}

    /**
     * A part of all locations.
     *
     * @param next what gives the next part, or {@code null} at the end
     */
    public record Part(List<Location> locations, @Nullable String next) {}

    /**
     * What became of one location that was to be connected.
     *
     * @param account the account that it is connected as, or {@code null}
     * @param created whether it was not before
     * @param problem why it is not connected, or {@code null} if it is
     */
    public record Outcome(
            String id,
            @Nullable IntegratedAccount account,
            boolean created,
            @Nullable String problem) {}

    /** An account that has locations, and how to ask for them. */
    private record Way(
            IntegratedAccount account, AuthMethod method, LocationScheme scheme, LocationScheme.Listing listing) {}

    @Activate
    public Locations(
            @Reference Accounts accounts,
            @Reference Credentials credentials,
            @Reference Integrations integrations,
            @Reference AuthSchemes schemes,
            @Reference VendorProxy vendors) {
        this.accounts = accounts;
        this.credentials = credentials;
        this.integrations = integrations;
        this.schemes = schemes;
        this.vendors = vendors;
    }

    /**
     * A part of the locations of an account, as its vendor lists them now.
     *
     * @param cursor the {@link Part#next} of the part before, or {@code null} for the first
     * @throws GatewayException of kind {@code INVALID_ARGUMENT}, with {@link FieldErrors}, if the account has none; as a
     *     call of a tool if the vendor does not list them
     */
    public Part list(IntegratedAccount account, int limit, @Nullable String cursor) {
        try (Integrations.Lease lease = lease(account)) {
            Way way = way(account, lease);
            Map<String, String> connected = accounts.locationsOf(account.id());
            ToolResult.Data page = page(way, lease, limit, cursor, end());
            List<Location> locations = new ArrayList<>();
            for (Location each : locations(way, page)) {
                locations.add(new Location(each.id, each.name, each.address, connected.get(each.id)));
            }
            return new Part(locations, page.nextCursor());
        }
    }

    /**
     * Connects locations of an account, each as an account of its own with the location's name. One that is connected
     * already stays as it is; one that cannot be connected does not keep the others from it.
     *
     * @param ids at most {@value #MOST}
     * @throws GatewayException as {@link #list} does
     */
    public List<Outcome> connect(IntegratedAccount account, Set<String> ids) {
        try (Integrations.Lease lease = lease(account)) {
            Way way = way(account, lease);
            Map<String, String> connected = accounts.locationsOf(account.id());
            Set<String> missing = new LinkedHashSet<>(ids);
            missing.removeAll(connected.keySet());
            Map<String, Location> found = missing.isEmpty() ? Map.of() : find(way, lease, missing);
            List<Outcome> outcomes = new ArrayList<>();
            for (String id : ids) {
                String known = connected.get(id);
                Location location = found.get(id);
                outcomes.add(
                        known != null
                                ? new Outcome(id, accounts.find(known).orElse(null), false, null)
                                : location != null
                                        ? connect(way, lease, location)
                                        : new Outcome(
                                                id, null, false, "the vendor lists no such location of this account"));
            }
            return outcomes;
        }
    }

    private Outcome connect(Way way, Integrations.Lease lease, Location location) {
        try {
            OAuthScheme.Grant grant = vendors.grantFor(
                    location.id,
                    way.account,
                    way.scheme,
                    way.method,
                    lease.provider().integration());
            return new Outcome(
                    location.id, accounts.connectLocation(way.account, location.id, location.name, grant), true, null);
        } catch (GatewayException e) {
            return new Outcome(location.id, null, false, e.getMessage());
        } catch (StoreException e) {
            // Another request, here or on another node, was first.
            String first = accounts.locationsOf(way.account.id()).get(location.id);
            if (!e.isDuplicate() || first == null) {
                throw e;
            }
            return new Outcome(location.id, accounts.find(first).orElse(null), false, null);
        }
    }

    /** Follows the vendor's pages until all are found, or there are no more. */
    private Map<String, Location> find(Way way, Integrations.Lease lease, Set<String> ids) {
        Map<String, Location> found = new LinkedHashMap<>();
        Instant end = end();
        String cursor = null;
        for (int i = 0; i < MOST_PAGES && found.size() < ids.size(); i++) {
            ToolResult.Data page = page(way, lease, PAGE, cursor, end);
            for (Location each : locations(way, page)) {
                if (ids.contains(each.id)) {
                    found.put(each.id, each);
                }
            }
            cursor = page.nextCursor();
            if (cursor == null) {
                break;
            }
        }
        return found;
    }

    private ToolResult.Data page(Way way, Integrations.Lease lease, int limit, @Nullable String cursor, Instant end) {
        Tool tool = lease.provider().tools(way.account.toAccount()).stream()
                .filter(each -> each.name().equals(way.listing.tool()))
                .findFirst()
                .orElseThrow(() -> new GatewayException(
                        Kind.MISCONFIGURED,
                        "the tool " + way.listing.tool() + ", which lists locations, is not there for this account"));
        Map<String, Object> arguments = new HashMap<>(way.listing.arguments());
        arguments.put("limit", limit);
        if (cursor != null) {
            arguments.put("next_cursor", cursor);
        }
        ToolCall call = new ToolCall(tool, arguments, way.account.toAccount(), end, new Nobody());
        if (lease.provider().call(call, vendors.open(call, lease.provider(), way.account))
                instanceof ToolResult.Data data) {
            return data;
        }
        throw new GatewayException(Kind.MISCONFIGURED, "the tool " + tool.name() + " does not list data");
    }

    private static List<Location> locations(Way way, ToolResult.Data page) {
        List<Location> locations = new ArrayList<>();
        if (page.value() instanceof List<?> items) {
            for (Object item : items) {
                Object id = item instanceof Map<?, ?> map ? map.get(way.listing.id()) : null;
                if (id != null && item instanceof Map<?, ?> map) {
                    Object address = way.listing.address() == null ? null : map.get(way.listing.address());
                    locations.add(new Location(
                            id.toString(),
                            name(map.get(way.listing.name()), id.toString()),
                            address == null ? null : address.toString(),
                            null));
                }
            }
        }
        return locations;
    }

    /** A name as accounts have them: one line, not too long. */
    private static String name(@Nullable Object name, String otherwise) {
        String line = name == null
                ? ""
                : name.toString().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.isEmpty() ? otherwise : line.length() <= NAME_LENGTH ? line : line.substring(0, NAME_LENGTH);
    }

    private Integrations.Lease lease(IntegratedAccount account) {
        Integrations.Lease lease = integrations.lease(account.integration());
        if (lease == null) {
            throw wrong("integration", "the integration " + account.integration() + " is not deployed");
        }
        return lease;
    }

    private Way way(IntegratedAccount account, Integrations.Lease lease) {
        for (AuthMethod method : lease.provider().integration().authMethods()) {
            if (method.id().equals(account.authMethod())
                    && account.parent() == null
                    && schemes.find(method.scheme()).orElse(null) instanceof LocationScheme scheme) {
                LocationScheme.Listing listing =
                        scheme.locations(credentials.credential(account.id()), method.settings());
                if (listing != null) {
                    return new Way(account, method, scheme, listing);
                }
            }
        }
        throw wrong("account", "has no locations that could be accounts of their own: its login opens one place alone");
    }

    private static GatewayException wrong(String field, String message) {
        return new FieldErrors().add(field, message).exception();
    }

    private static Instant end() {
        return Instant.now().plus(PATIENCE);
    }

    /** The other end of a call that no MCP client made. */
    private record Nobody() implements Caller {
        @Override
        public boolean supports(String capability) {
            return false;
        }

        @Override
        public Map<String, Object> answers() {
            return Map.of();
        }

        @Override
        public @Nullable String state() {
            return null;
        }

        @Override
        public void progress(double progress, @Nullable Double total, @Nullable String message) {
            // Nobody listens.
        }

        @Override
        public boolean cancelled() {
            return false;
        }
    }
}

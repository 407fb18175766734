package dev.patchbay.tool;

import dev.patchbay.api.Account;
import dev.patchbay.api.Field;
import dev.patchbay.api.Integration;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolProvider;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The integrations that are deployed at this moment. A provider that leaves is let go only after the calls which it
 * serves have ended, so that a bundle can be replaced under load.
 */
@Component(service = Integrations.class)
public final class Integrations {
    private static final Logger LOG = LoggerFactory.getLogger(Integrations.class);

    /** Below the time that FileInstall and a stopping framework are patient for. */
    private static final long DRAIN_SECONDS = 10;

    private final Map<String, Mounted> mounted = new ConcurrentHashMap<>();
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    @Activate
    public Integrations() {}

    /** An integration's provider, held until closed: its bundle waits that long. */
    public interface Lease extends AutoCloseable {
        ToolProvider provider();

        @Override
        void close();
    }

    /** The provider of an integration, or {@code null} while none is deployed. */
    public @Nullable Lease lease(String integration) {
        while (true) {
            Mounted current = mounted.get(integration);
            if (current == null) {
                return null;
            }
            if (current.enter()) {
                return current;
            }
            // It was replaced between the look-up and the entry; the map has the successor, or nothing, any moment now.
            Thread.onSpinWait();
        }
    }

    /** What is deployed, by id. */
    public List<Integration> list() {
        return mounted.values().stream()
                .map(each -> each.provider.integration())
                .sorted(Comparator.comparing(Integration::id))
                .toList();
    }

    /** The integration of an id, if it is deployed. */
    public Optional<Integration> find(String id) {
        return Optional.ofNullable(mounted.get(id)).map(each -> each.provider.integration());
    }

    /**
     * Accounts that an integration could have: one with all of its context, and for each field that may be missing one
     * without it. Some tools are only for those. Empty if the integration is not deployed.
     */
    List<Account> examples(String id) {
        return find(id).map(integration -> Stream.concat(
                                Stream.of(""),
                                integration.context().stream()
                                        .filter(field -> !field.required())
                                        .map(Field::name))
                        .map(absent -> new Account(
                                "none",
                                id,
                                integration.context().stream()
                                        .map(Field::name)
                                        .filter(name -> !name.equals(absent))
                                        .collect(Collectors.toMap(name -> name, name -> "any"))))
                        .toList())
                .orElse(List.of());
    }

    /**
     * Tells when an integration came, went or changed its tools, with its id. Told on the thread that brought the
     * change: hand work over.
     */
    public AutoCloseable listen(Consumer<String> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    /** The tools of an account as its provider gives them, before any check of their quality; empty if it is absent. */
    public List<Tool> tools(Account account) {
        try (Lease lease = lease(account.integration())) {
            return lease == null ? List.of() : lease.provider().tools(account);
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            updated = "updated",
            unbind = "unbind")
    void bind(ToolProvider provider) {
        String id = provider.integration().id();
        Mounted before = mounted.put(id, new Mounted(provider));
        if (before != null) {
            LOG.warn("integration {} is deployed twice; the newer one serves from now on", id);
            before.drain();
        }
        tell(id);
    }

    void updated(ToolProvider provider) {
        tell(provider.integration().id());
    }

    void unbind(ToolProvider provider) {
        String id = provider.integration().id();
        Mounted current = mounted.get(id);
        if (current == null || current.provider != provider || !mounted.remove(id, current)) {
            return;
        }
        tell(id);
        if (!current.drain()) {
            LOG.warn("integration {} leaves although calls are still running after {} s", id, DRAIN_SECONDS);
        }
    }

    private void tell(String integration) {
        listeners.forEach(each -> each.accept(integration));
    }

    private static final class Mounted implements Lease {
        private static final int ALL = Integer.MAX_VALUE;

        private final ToolProvider provider;
        private final Semaphore calls = new Semaphore(ALL);

        Mounted(ToolProvider provider) {
            this.provider = provider;
        }

        boolean enter() {
            return calls.tryAcquire();
        }

        @Override
        public ToolProvider provider() {
            return provider;
        }

        @Override
        public void close() {
            calls.release();
        }

        boolean drain() {
            try {
                return calls.tryAcquire(ALL, DRAIN_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}

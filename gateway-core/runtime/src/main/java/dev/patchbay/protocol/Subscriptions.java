package dev.patchbay.protocol;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.metrics.CallMetrics;
import dev.patchbay.store.Change;
import dev.patchbay.store.Changes;
import dev.patchbay.token.Admission;
import dev.patchbay.token.McpServer;
import dev.patchbay.token.McpServers;
import dev.patchbay.tool.Integrations;
import dev.patchbay.tool.PromptList;
import dev.patchbay.tool.ToolList;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open streams, and what is told on them: that a server's list of tools or prompts has changed, once for each burst
 * of changes and only where it did; and that a server has come to its end. One thread serves them all; a stream holds none.
 */
@Component(service = Subscriptions.class)
public final class Subscriptions {
    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    /** A replaced bundle goes and comes within this time, so that its clients hear of it once. */
    private static final long QUIET_MILLIS = 300;

    private static final long KEEP_ALIVE_SECONDS = 12;
    private static final long EXPIRY_CHECK_MILLIS = 500;

    private final ServerTools tools;
    private final McpServers servers;
    private final Accounts accounts;
    private final List<AutoCloseable> sources;
    private final Set<Subscriber> subscribers = ConcurrentHashMap.newKeySet();
    private final Set<String> changedIntegrations = new HashSet<>();
    private final Set<String> changedAccounts = new HashSet<>();
    private final Set<String> changedServers = new HashSet<>();
    private boolean allChanged;
    private boolean flushPlanned;
    private final ScheduledExecutorService worker = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "patchbay-subscriptions");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public Subscriptions(
            @Reference ServerTools tools,
            @Reference Integrations integrations,
            @Reference McpServers servers,
            @Reference Accounts accounts,
            @Reference Changes changes,
            @Reference CallMetrics metrics) {
        this.tools = tools;
        this.servers = servers;
        this.accounts = accounts;
        this.sources = List.of(integrations.listen(this::integrationChanged), changes.subscribe(this::changed));
        metrics.countStreams(subscribers::size);
        worker.scheduleWithFixedDelay(this::keepAlive, KEEP_ALIVE_SECONDS, KEEP_ALIVE_SECONDS, TimeUnit.SECONDS);
        worker.scheduleWithFixedDelay(
                this::endExpired, EXPIRY_CHECK_MILLIS, EXPIRY_CHECK_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() throws Exception {
        for (AutoCloseable source : sources) {
            source.close();
        }
        worker.shutdownNow();
        subscribers.forEach(this::end);
    }

    /**
     * What a client is told, in the words of its revision.
     *
     * @param toolsChanged what is sent when the list of tools changes, or {@code null} if it does not want to know
     * @param promptsChanged the same of the list of prompts
     * @param farewell what is sent before the server ends the stream, or {@code null} for nothing
     */
    public record Words(byte @Nullable [] toolsChanged, byte @Nullable [] promptsChanged, byte @Nullable [] farewell) {}

    /**
     * What is listed at this moment. It is looked up before a stream is opened, from when on its client relies on being
     * told.
     */
    public Listed listed(Admission.Granted grant) {
        return listed(grant.server(), grant.account());
    }

    /**
     * Keeps a stream that the client has opened.
     *
     * @param known what was listed before it was opened; whatever is different from it is told
     */
    public void add(Admission.Granted grant, Listed known, EventStream stream, Words words) {
        Subscriber subscriber = new Subscriber(grant, stream, words, known);
        subscribers.add(subscriber);
        // Between its admission and now nobody looked for this stream.
        worker.execute(() -> {
            refresh(subscriber);
            if (!listed(subscriber.server, subscriber.account).sameAs(known)) {
                plan(() -> changedServers.add(subscriber.server.id()));
            }
        });
    }

    private void integrationChanged(String id) {
        plan(() -> changedIntegrations.add(id));
    }

    private void changed(Change change) {
        plan(() -> {
            switch (change.kind()) {
                case SERVER -> changedServers.add(change.id());
                case ACCOUNT -> changedAccounts.add(change.id());
                case ALL -> allChanged = true;
                case API_TOKEN -> {}
            }
        });
        if (change.kind() == Change.Kind.SERVER) {
            // A revocation is told at once.
            worker.execute(
                    () -> matching(each -> each.server.id().equals(change.id())).forEach(this::refresh));
        }
    }

    private synchronized void plan(Runnable noting) {
        noting.run();
        if (!flushPlanned) {
            flushPlanned = true;
            worker.schedule(this::flush, QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void flush() {
        Predicate<Subscriber> concerned;
        synchronized (this) {
            flushPlanned = false;
            Set<String> integrations = Set.copyOf(changedIntegrations);
            Set<String> ofAccounts = Set.copyOf(changedAccounts);
            Set<String> ofServers = Set.copyOf(changedServers);
            boolean all = allChanged;
            concerned = each -> all
                    || integrations.contains(each.account.integration())
                    || ofAccounts.contains(each.account.id())
                    || ofServers.contains(each.server.id());
            changedIntegrations.clear();
            changedAccounts.clear();
            changedServers.clear();
            allChanged = false;
        }
        Map<String, Optional<Current>> known = new HashMap<>();
        for (Subscriber subscriber : matching(concerned)) {
            Optional<Current> current =
                    known.computeIfAbsent(subscriber.server.id(), id -> current(subscriber.server.id()));
            tellIfChanged(subscriber, current);
        }
    }

    private List<Subscriber> matching(Predicate<Subscriber> concerned) {
        return subscribers.stream().filter(concerned).toList();
    }

    private void refresh(Subscriber subscriber) {
        Optional<Current> current = current(subscriber.server.id());
        if (current.isEmpty() || subscriber.over(current.get().server(), Instant.now())) {
            end(subscriber);
        } else {
            // A rotated URL may end sooner from now on; what else has changed is told with the burst.
            subscriber.server = current.get().server();
        }
    }

    /** What a server is now; empty if it is revoked or without its account. */
    private Optional<Current> current(String serverId) {
        try {
            return servers.find(serverId)
                    .flatMap(server -> accounts.find(server.accountId()).map(account -> new Current(server, account)));
        } catch (RuntimeException e) {
            LOG.warn("cannot read server {} for its open streams: {}", serverId, e.toString());
            return Optional.empty();
        }
    }

    private void tellIfChanged(Subscriber subscriber, Optional<Current> current) {
        if (current.isEmpty()) {
            end(subscriber);
            return;
        }
        Listed before = subscriber.known;
        Listed now = listed(current.get().server(), current.get().account());
        subscriber.known = now;
        subscriber.server = current.get().server();
        subscriber.account = current.get().account();
        if (!now.sameTools(before)) {
            tell(subscriber, subscriber.words.toolsChanged());
        }
        if (!now.samePrompts(before)) {
            tell(subscriber, subscriber.words.promptsChanged());
        }
    }

    private void tell(Subscriber subscriber, byte @Nullable [] words) {
        if (words != null && !subscriber.stream.send(words)) {
            drop(subscriber);
        }
    }

    private Listed listed(McpServer server, IntegratedAccount account) {
        return new Listed(tools.listed(server, account), tools.prompts(server, account));
    }

    private void keepAlive() {
        for (Subscriber subscriber : subscribers) {
            if (!subscriber.stream.comment()) {
                drop(subscriber);
            }
        }
    }

    private void endExpired() {
        Instant now = Instant.now();
        matching(each -> each.over(each.server, now)).forEach(this::end);
    }

    private void end(Subscriber subscriber) {
        if (subscribers.remove(subscriber)) {
            tell(subscriber, subscriber.words.farewell());
            subscriber.stream.close();
        }
    }

    private void drop(Subscriber subscriber) {
        subscribers.remove(subscriber);
        subscriber.stream.close();
    }

    /** What a client can know of a server. */
    public record Listed(ToolList tools, PromptList prompts) {
        private boolean sameTools(Listed other) {
            return Arrays.equals(tools.array(), other.tools.array());
        }

        private boolean samePrompts(Listed other) {
            return Arrays.equals(prompts.array(), other.prompts.array());
        }

        private boolean sameAs(Listed other) {
            return sameTools(other) && samePrompts(other);
        }
    }

    private record Current(McpServer server, IntegratedAccount account) {}

    /** One open stream. Its state is touched by the worker alone. */
    private static final class Subscriber {
        private final EventStream stream;
        private final Words words;
        private final int urlNumber;
        private volatile McpServer server;
        private volatile IntegratedAccount account;
        private Listed known;

        Subscriber(Admission.Granted grant, EventStream stream, Words words, Listed known) {
            this.server = grant.server();
            this.account = grant.account();
            this.urlNumber = grant.urlNumber();
            this.stream = stream;
            this.words = words;
            this.known = known;
        }

        /** Whether the server, or the URL by which the stream was opened, has come to its end. */
        boolean over(McpServer now, Instant at) {
            return now.expired(at) || !now.admitsBy(urlNumber, at);
        }
    }
}

package dev.patchbay.audit;

import dev.patchbay.store.DataFolder;
import dev.patchbay.store.Database;
import dev.patchbay.store.RandomId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who did what, with which outcome. Lines are chained by their hashes, one chain for each node, so that a line that was
 * changed, removed or put in later shows.
 */
@Component(service = AuditTrail.class, configurationPid = AuditTrail.PID)
@Designate(ocd = AuditTrail.Config.class)
public final class AuditTrail implements AutoCloseable {
    static final String PID = "dev.patchbay.audit";

    private static final Logger LOG = LoggerFactory.getLogger(AuditTrail.class);
    private static final String NODE_FILE = "node.id";
    private static final int MOST_COUNTED = 100_000;

    @ObjectClassDefinition(name = "Patchbay: audit trail")
    @interface Config {
        @AttributeDefinition(description = "How long lines are kept; older ones are deleted every hour. 0 keeps all.")
        int retention_days() default 365;
    }

    private final String node;
    private final AuditTable table;
    private final AuditWriter writer;
    private final Clock clock;
    private final ScheduledExecutorService schedule;

    @Activate
    public AuditTrail(@Reference Database database, @Reference DataFolder data, Config config) {
        this(database, data, Duration.ofDays(Math.max(0, config.retention_days())), Clock.systemUTC());
    }

    /** @param retention how long lines are kept, zero for all */
    public AuditTrail(Database database, DataFolder data, Duration retention, Clock clock) {
        this.clock = clock;
        node = node(data);
        table = new AuditTable(database, node);
        writer = new AuditWriter(table::append);
        schedule = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "patchbay-audit-retention");
            thread.setDaemon(true);
            return thread;
        });
        schedule.scheduleWithFixedDelay(() -> purgeQuietly(retention), 1, 60, TimeUnit.MINUTES);
    }

    /**
     * Writes a line soon, within about 50 ms unless the store is slow. Waits only if the trail is thousands of lines
     * behind.
     *
     * @throws AuditUnavailable if it stays that far behind for 5 s
     */
    public void record(AuditEntry entry) {
        writer.later(entry);
    }

    /**
     * Writes a line; it is durable when this returns. Shares its commit with whatever else is being written.
     *
     * @throws AuditUnavailable if it cannot be written within 5 s: what the line announces must then not be done
     */
    public void recordNow(AuditEntry entry) {
        writer.now(entry);
    }

    /**
     * The newest lines that match, the newest first.
     *
     * @param limit how many at the most
     * @param beforeId only lines with a smaller id, or {@code null} from the newest on
     */
    public List<AuditLine> latest(AuditFilter filter, int limit, @Nullable Long beforeId) {
        return table.latest(filter, limit, beforeId);
    }

    /**
     * A part of the lines that match, the newest first.
     *
     * @param limit how many at the most
     * @param beforeId the {@link AuditPage#before} of the part before, or {@code null} from the newest on
     */
    public AuditPage page(AuditFilter filter, int limit, @Nullable Long beforeId) {
        return table.page(filter, limit, beforeId);
    }

    /**
     * The oldest lines after one that match, the newest first, for whoever follows the trail.
     *
     * @param afterId the largest id that is known already
     */
    public List<AuditLine> after(AuditFilter filter, int limit, long afterId) {
        List<AuditLine> lines = new ArrayList<>(table.after(filter, limit, afterId));
        Collections.reverse(lines);
        return lines;
    }

    /** The line of an id, if there is one. */
    public Optional<AuditLine> find(long id) {
        return Optional.ofNullable(table.find(id));
    }

    /** The id of the newest line; 0 without any. */
    public long newestId() {
        return table.newestId();
    }

    /**
     * How calls went in the time that ends now. At most the newest {@value #MOST_COUNTED} are counted.
     *
     * @param account of one account, or {@code null}
     * @param server of one server, or {@code null}
     * @param buckets into how many parts the time is divided
     */
    public CallStatistics calls(@Nullable String account, @Nullable String server, Duration window, int buckets) {
        Instant now = clock.instant();
        AuditFilter filter = AuditFilter.ALL.ofAccount(account).ofServer(server);
        return table.count(filter, now.minus(window), now, window.dividedBy(buckets), MOST_COUNTED);
    }

    /** How many calls some servers had in the last day. Costs the same however many there were. */
    public ServerCalls calls(Collection<String> servers) {
        return table.calls(servers, clock.instant());
    }

    /** The id of this node, as its lines name it. */
    public String node() {
        return node;
    }

    /** Checks every line of every node. Reads the whole trail. */
    public Verdict verify() {
        Verdict verdict = table.verify();
        // Lines that were purged in between look like a fault, but not twice.
        return verdict.intact() ? verdict : table.verify();
    }

    /** Deletes the lines that are older than a time, none if it is zero, and the counts that are older than a day. */
    public void purge(Duration retention) {
        Instant now = clock.instant();
        table.purgeCalls(now);
        if (!retention.isZero()) {
            table.purge(now.minus(retention));
        }
    }

    @Deactivate
    @Override
    public void close() {
        // Not shutdownNow: an interrupt within H2 closes its file.
        schedule.shutdown();
        writer.close();
    }

    private void purgeQuietly(Duration retention) {
        try {
            purge(retention);
        } catch (RuntimeException e) {
            LOG.debug("the audit trail is shortened later: {}", e.getMessage());
        }
    }

    private static String node(DataFolder data) {
        return data.read(NODE_FILE)
                .map(String::strip)
                .filter(id -> !id.isEmpty())
                .orElseGet(() -> {
                    String id = RandomId.of("node_");
                    data.write(NODE_FILE, id + "\n");
                    return id;
                });
    }
}

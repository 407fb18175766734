package dev.patchbay.store;

import dev.patchbay.store.Change.Kind;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells this node, and the other nodes on the same PostgreSQL, that a row changed, so that nobody goes on with what it
 * remembers of it. Another node hears it well within a second.
 */
@Component(service = Changes.class)
public final class Changes implements AutoCloseable {
    static final String CHANNEL = "patchbay_changes";

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);

    private final Database database;
    private final String node = RandomId.of("");
    private final List<Consumer<Change>> subscribers = new CopyOnWriteArrayList<>();
    private final @Nullable Listener listener;

    @Activate
    public Changes(@Reference Database database) {
        this.database = database;
        listener = database.dialect() == Dialect.POSTGRESQL ? new Listener(database, this::heard, this::missed) : null;
    }

    /** Ends with {@link #close}. */
    public interface Subscription extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Tells of a change when, and only when, the transaction is committed. The other nodes are told by the commit
     * itself, so that a crash cannot come in between.
     */
    public void publish(Session session, Change change) throws SQLException {
        if (session.dialect() == Dialect.POSTGRESQL) {
            session.all("select pg_notify(?, ?)", row -> "", CHANNEL, node + " " + change.kind() + " " + change.id());
        }
        session.afterCommit(() -> tell(change));
    }

    /** Tells of a change that has been committed. */
    public void publish(Change change) {
        database.change("tell of a change", session -> publish(session, change));
    }

    /**
     * Calls back for every change, on the thread that brings it: be quick and do not throw. A change that this node
     * makes is told before the call that made it returns.
     */
    public Subscription subscribe(Consumer<Change> subscriber) {
        subscribers.add(subscriber);
        return () -> subscribers.remove(subscriber);
    }

    /**
     * Whether this node hears of the others' changes. While it does not, nothing may be remembered: what another node
     * revokes would stay valid here.
     */
    public boolean hears() {
        return listener == null || listener.connected();
    }

    @Deactivate
    @Override
    public void close() {
        if (listener != null) {
            listener.close();
        }
    }

    private void heard(String payload) {
        String[] words = payload.split(" ", 3);
        if (words.length != 3) {
            LOG.warn("a message on {} is not understood; everything is read again", CHANNEL);
            missed();
        } else if (!words[0].equals(node)) {
            tell(change(words[1], words[2]));
        }
    }

    /** A newer node may know more kinds. */
    private static Change change(String kind, String id) {
        for (Kind each : Kind.values()) {
            if (each.name().equals(kind)) {
                return new Change(each, id);
            }
        }
        return Change.EVERYTHING;
    }

    private void missed() {
        tell(Change.EVERYTHING);
    }

    private void tell(Change change) {
        for (Consumer<Change> each : subscribers) {
            try {
                each.accept(change);
            } catch (RuntimeException e) {
                LOG.error("a subscriber failed on a change of kind {}", change.kind(), e);
            }
        }
    }
}

package dev.patchbay.protocol.stateless;

import dev.patchbay.protocol.CallReply;
import dev.patchbay.protocol.CallSession;
import dev.patchbay.protocol.Exchange;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Notices that a client no longer waits for a call. In this revision closing the connection is how a call is cancelled,
 * and a closed connection shows only when something is written: a call that takes longer than a moment is answered by
 * an event stream, with comments while it lasts.
 */
@Component(service = CallWatch.class)
public final class CallWatch {
    private static final long PROBE_MILLIS = 500;
    private static final Logger LOG = LoggerFactory.getLogger(CallWatch.class);

    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "patchbay-call-watch");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public CallWatch() {
        timer.scheduleWithFixedDelay(this::probe, PROBE_MILLIS, PROBE_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Deactivate
    void close() {
        timer.shutdownNow();
    }

    /** Ends the watch of one call. */
    interface Guard extends AutoCloseable {
        @Override
        void close();
    }

    /** Watches a call until the guard is closed, if its client takes event streams. */
    Guard watch(Exchange exchange, CallReply reply, CallSession session) {
        if (!exchange.takesStream()) {
            return () -> {};
        }
        Watched call = new Watched(reply, session, System.nanoTime());
        watched.add(call);
        return call;
    }

    private void probe() {
        long before = System.nanoTime() - TimeUnit.MILLISECONDS.toNanos(PROBE_MILLIS);
        for (Watched call : watched) {
            try {
                if (call.since - before < 0 && !call.reply.probe()) {
                    watched.remove(call);
                    call.session.cancel();
                }
            } catch (RuntimeException e) {
                // A scheduled task that throws is never run again.
                LOG.error("a call could not be watched", e);
            }
        }
    }

    private final class Watched implements Guard {
        private final CallReply reply;
        private final CallSession session;
        private final long since;

        Watched(CallReply reply, CallSession session, long since) {
            this.reply = reply;
            this.session = session;
            this.since = since;
        }

        @Override
        public void close() {
            watched.remove(this);
        }
    }
}

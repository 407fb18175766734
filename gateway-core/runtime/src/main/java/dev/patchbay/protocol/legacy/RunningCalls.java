package dev.patchbay.protocol.legacy;

import dev.patchbay.protocol.CallSession;
import dev.patchbay.protocol.Exchange;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/**
 * The calls that a client can cancel by naming their request. Without sessions a request is known by its server, its
 * client's address and its id; of two that cannot be told apart neither is cancelled.
 */
final class RunningCalls {
    private final Map<String, List<CallSession>> running = new ConcurrentHashMap<>();

    /** Ends the registration of one call. */
    interface Guard extends AutoCloseable {
        @Override
        void close();
    }

    Guard add(Exchange exchange, JsonNode id, CallSession session) {
        String key = key(exchange, id);
        running.compute(key, (same, sessions) -> {
            List<CallSession> all = sessions == null ? new CopyOnWriteArrayList<>() : sessions;
            all.add(session);
            return all;
        });
        return () -> running.computeIfPresent(key, (same, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
        });
    }

    void cancel(Exchange exchange, JsonNode id) {
        List<CallSession> sessions = running.getOrDefault(key(exchange, id), List.of());
        if (sessions.size() == 1) {
            sessions.forEach(CallSession::cancel);
        }
    }

    private static String key(Exchange exchange, JsonNode id) {
        return exchange.grant().server().id() + ' ' + exchange.remoteAddress() + ' ' + id;
    }
}

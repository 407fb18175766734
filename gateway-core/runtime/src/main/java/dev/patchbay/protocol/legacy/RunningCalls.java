package dev.patchbay.protocol.legacy;

import dev.patchbay.protocol.Exchange;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;

/**
 * The calls that a client can cancel by naming their request. A request is known by its server, its
 * client and its id, a client by its session id or, without one, by its address; of two requests that cannot be told
 * apart neither is cancelled.
 */
final class RunningCalls {
    private final Map<String, List<Runnable>> running = new ConcurrentHashMap<>();

    /** Ends the registration of one call. */
    interface Guard extends AutoCloseable {
        @Override
        void close();
    }

    /** @param cancel ends the call for the client's sake */
    Guard add(Exchange exchange, JsonNode id, Runnable cancel) {
        String key = key(exchange, id);
        running.compute(key, (same, calls) -> {
            List<Runnable> all = calls == null ? new CopyOnWriteArrayList<>() : calls;
            all.add(cancel);
            return all;
        });
        return () -> running.computeIfPresent(key, (same, calls) -> {
            calls.remove(cancel);
            return calls.isEmpty() ? null : calls;
        });
    }

    void cancel(Exchange exchange, JsonNode id) {
        List<Runnable> calls = running.getOrDefault(key(exchange, id), List.of());
        if (calls.size() == 1) {
            calls.forEach(Runnable::run);
        }
    }

    private static String key(Exchange exchange, JsonNode id) {
        String client =
                Objects.requireNonNullElse(exchange.header(SessionId.HEADER), String.valueOf(exchange.remoteAddress()));
        return exchange.grant().server().id() + ' ' + client + ' ' + id;
    }
}

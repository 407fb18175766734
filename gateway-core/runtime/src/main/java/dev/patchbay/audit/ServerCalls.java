package dev.patchbay.audit;

import java.time.Instant;
import java.util.Map;

/**
 * How many calls servers had in the last day. It is counted by the hour, so that the time begins with the hour in which it
 * was a day ago.
 *
 * @param since from when on
 * @param byServer the calls by the id of the server; those without any are absent
 */
public record ServerCalls(Instant since, Map<String, Long> byServer) {
    public ServerCalls {
        byServer = Map.copyOf(byServer);
    }

    /** The calls of one server. */
    public long of(String server) {
        return byServer.getOrDefault(server, 0L);
    }
}

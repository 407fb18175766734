package dev.patchbay.vendor;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.RateLimit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Lets each account have only so many requests under way, so that a vendor that hangs holds up nobody else. */
final class Bulkhead {
    private final int most;
    private final long waitMillis;
    private final Map<String, Room> rooms = new ConcurrentHashMap<>();

    /** @param waitMillis how long a request waits for its turn before it is refused */
    Bulkhead(int most, long waitMillis) {
        this.most = most;
        this.waitMillis = waitMillis;
    }

    private static final class Room {
        private final Semaphore places;
        /** Guarded by the map: a room that nobody uses is not kept. */
        private int users;

        Room(int most) {
            this.places = new Semaphore(most);
        }
    }

    /** A place in the account's room. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /** @throws GatewayException of kind {@code RATE_LIMITED} if there is no place for too long */
    Place enter(String accountId) {
        Room room = rooms.compute(accountId, (id, known) -> {
            Room used = known == null ? new Room(most) : known;
            used.users++;
            return used;
        });
        boolean entered = false;
        try {
            entered = room.places.tryAcquire() || room.places.tryAcquire(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!entered) {
            leave(accountId);
            throw new GatewayException(
                    Kind.RATE_LIMITED,
                    most
                            + " requests of this account are under way already, as many as the gateway allows. Nothing was "
                            + "sent; wait a few seconds before you call again.",
                    null,
                    new RateLimit(null, null, null, 1L),
                    Map.of(),
                    null);
        }
        return () -> {
            room.places.release();
            leave(accountId);
        };
    }

    private void leave(String accountId) {
        rooms.computeIfPresent(accountId, (id, room) -> --room.users == 0 ? null : room);
    }
}

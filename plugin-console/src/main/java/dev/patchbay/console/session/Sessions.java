package dev.patchbay.console.session;

import dev.patchbay.api.admin.AdminSession;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Who is signed in, in memory alone: a restart signs everybody out. A session ends when nobody has used it for a while,
 * at the latest after a working day, and at once when its API token is revoked.
 */
public final class Sessions {
    private static final int MOST = 1_000;

    private final Map<String, Session> sessions = new ConcurrentHashMap<>();
    private final Duration idle;
    private final Duration longest;
    private final Clock clock;

    /**
     * @param idle how long a session lasts without a request
     * @param longest how long it lasts at all
     */
    public Sessions(Duration idle, Duration longest, Clock clock) {
        this.idle = idle;
        this.longest = longest;
        this.clock = clock;
    }

    /** Opens a session under an id that nobody has seen before, whatever cookie the browser had. */
    public Session open(AdminSession admin) {
        sessions.values().removeIf(this::over);
        while (sessions.size() >= MOST) {
            sessions.values().stream()
                    .min(Comparator.comparing(Session::lastSeen))
                    .ifPresent(this::close);
        }
        Session session = new Session(RandomText.next(), admin, clock.instant());
        sessions.put(session.id(), session);
        return session;
    }

    /**
     * The session of a cookie.
     *
     * @param byPerson whether a person asks, so that the session is in use; a page that looks for news by itself does not
     *     keep it open
     */
    public Optional<Session> find(@Nullable String id, boolean byPerson) {
        Session session = id == null ? null : sessions.get(id);
        if (session == null) {
            return Optional.empty();
        }
        if (over(session)) {
            close(session);
            return Optional.empty();
        }
        if (byPerson) {
            session.seen(clock.instant());
        }
        return Optional.of(session);
    }

    public void close(Session session) {
        sessions.remove(session.id());
    }

    private boolean over(Session session) {
        Instant now = clock.instant();
        return !now.isBefore(session.lastSeen().plus(idle))
                || !now.isBefore(session.openedAt().plus(longest));
    }
}

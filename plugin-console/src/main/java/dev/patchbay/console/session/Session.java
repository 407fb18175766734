package dev.patchbay.console.session;

import dev.patchbay.api.admin.AdminSession;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A person who is signed in. Holds no secret but its own id, which is the cookie's value. */
public final class Session {
    private final String id;
    private final AdminSession admin;
    private final Instant openedAt;
    private final AtomicReference<Instant> lastSeen;
    private final AtomicReference<@Nullable String> notice = new AtomicReference<>();

    Session(String id, AdminSession admin, Instant now) {
        this.id = id;
        this.admin = admin;
        this.openedAt = now;
        this.lastSeen = new AtomicReference<>(now);
    }

    String id() {
        return id;
    }

    /** What this person's API token may do. */
    public AdminSession admin() {
        return admin;
    }

    /** Whether this person may change how the gateway itself is, beyond accounts and servers. */
    public boolean administers() {
        return admin.role().equals("admin");
    }

    Instant openedAt() {
        return openedAt;
    }

    Instant lastSeen() {
        return lastSeen.get();
    }

    void seen(Instant now) {
        lastSeen.set(now);
    }

    /** Leaves a sentence that the next page shows, once. */
    public void tell(String sentence) {
        notice.set(sentence);
    }

    /** The sentence that was left, if any; it is gone then. */
    public @Nullable String takeNotice() {
        return notice.getAndSet(null);
    }
}

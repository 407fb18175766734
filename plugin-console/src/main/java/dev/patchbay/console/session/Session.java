package dev.patchbay.console.session;

import dev.patchbay.api.admin.AdminSession;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A person who is signed in. Holds no secret but its own id, which is the cookie's value. */
public final class Session {
    private static final int MOST_FORM_KEYS = 200;

    private final String id;
    private final AdminSession admin;
    private final Instant openedAt;
    private final AtomicReference<Instant> lastSeen;
    private final AtomicReference<@Nullable String> notice = new AtomicReference<>();
    private final Set<String> formKeys = new LinkedHashSet<>();

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

    /** Whether a form of this key is sent for the first time; for what must not happen again when a page is reloaded. */
    public synchronized boolean firstUse(String formKey) {
        if (formKeys.size() >= MOST_FORM_KEYS) {
            formKeys.remove(formKeys.iterator().next());
        }
        return formKeys.add(formKey);
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

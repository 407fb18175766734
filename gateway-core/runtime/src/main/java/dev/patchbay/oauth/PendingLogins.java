package dev.patchbay.oauth;

import dev.patchbay.store.Database;
import dev.patchbay.vault.Sha256;
import dev.patchbay.vault.Vault;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The logins on their way, sealed in the store, so that any node can finish what another began. Each is found by the
 * hash of its state and bound to it; it is taken once, within ten minutes.
 */
final class PendingLogins {
    static final Duration LIFETIME = Duration.ofMinutes(10);

    private static final String PURPOSE = "vendor-login";
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_-]{43}");

    private final Database database;
    private final Vault vault;
    private final Clock clock;
    private final JsonMapper json = JsonMapper.shared();

    PendingLogins(Database database, Vault vault, Clock clock) {
        this.database = database;
        this.vault = vault;
        this.clock = clock;
    }

    /** @return when it is too late to finish it */
    Instant keep(String state, PendingLogin login) {
        byte[] hash = Sha256.of(state);
        byte[] sealed = vault.seal(PURPOSE, HexFormat.of().formatHex(hash), json.writeValueAsBytes(login));
        Instant now = clock.instant();
        Instant end = now.plus(LIFETIME);
        database.change("keep a login that has begun", session -> {
            session.run("delete from vendor_logins where expires_at <= ?", now);
            session.run(
                    "insert into vendor_logins (state_hash, sealed, expires_at) values (?, ?, ?)", hash, sealed, end);
        });
        return end;
    }

    /** Takes a login out; {@code null} if there is none, or not any more. */
    @Nullable
    PendingLogin take(String state) {
        if (!STATE.matcher(state).matches()) {
            return null;
        }
        byte[] hash = Sha256.of(state);
        record Kept(byte[] sealed, Instant end) {}
        Kept kept = database.transaction("take a login that has begun", session -> {
            Kept found = session.first(
                    "select sealed, expires_at from vendor_logins where state_hash = ? for update",
                    row -> new Kept(row.bytes("sealed"), row.instant("expires_at")),
                    hash);
            boolean taken = session.run("delete from vendor_logins where state_hash = ?", hash) == 1;
            return taken ? found : null;
        });
        if (kept == null || !clock.instant().isBefore(kept.end)) {
            return null;
        }
        return json.readValue(vault.open(PURPOSE, HexFormat.of().formatHex(hash), kept.sealed), PendingLogin.class);
    }
}

package dev.patchbay.admin;

import dev.patchbay.api.GatewayException;
import dev.patchbay.store.Database;
import dev.patchbay.store.StoreException;
import dev.patchbay.vault.KeyedHash;
import dev.patchbay.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates with an {@code Idempotency-Key} happen once in 24 hours. The key is tied to the id of the object before the
 * object is made, so that a repetition finds it whatever happened in between. A repetition answers the object without
 * its token, which is shown once: {@code "token_shown": false}.
 */
final class Idempotency {
    private static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 200;
    private static final Duration WINDOW = Duration.ofHours(24);

    private final Database database;
    private final KeyedHash hash;
    private final Clock clock;

    private record Claim(byte[] requestHash, String objectId, boolean made, Instant createdAt) {}

    Idempotency(Database database, Vault vault, Clock clock) {
        this.database = database;
        this.clock = clock;
        // Keyed, because a request's body holds credentials and its hash is stored.
        hash = new KeyedHash(vault.derive("idempotency"));
    }

    /**
     * Creates an object, or finds what the same request has created before.
     *
     * @param newId gives an id that is not taken
     * @param find the object of an id as a client sees it, without any secret
     * @param create makes the object under an id; fails with a duplicate if it is there
     */
    Answer once(
            Call call,
            Supplier<String> newId,
            Function<String, Optional<Map<String, @Nullable Object>>> find,
            Function<String, Answer> create) {
        byte[] keyHash = keyHash(call);
        if (keyHash == null) {
            return create.apply(newId.get());
        }
        Claim claim = claim(call, keyHash, newId);
        Optional<Map<String, @Nullable Object>> found = find.apply(claim.objectId);
        if (found.isPresent()) {
            return repeated(found.get());
        }
        if (claim.made) {
            throw new Refusal(409, "what this " + HEADER + " created is gone; use a new key to create another");
        }
        Answer answer;
        try {
            answer = create.apply(claim.objectId);
        } catch (StoreException e) {
            // The same request ran beside this one, and was first.
            if (!e.isDuplicate()) {
                throw e;
            }
            return repeated(find.apply(claim.objectId).orElseThrow(() -> e));
        } catch (GatewayException e) {
            giveBack(call, keyHash);
            throw e;
        }
        database.change(
                "keep an idempotency key",
                session -> session.run(
                        "update idempotency_keys set made = true where api_token_id = ? and key_hash = ?",
                        call.caller().id(),
                        keyHash));
        return answer;
    }

    /**
     * Begins what makes an object later. A repetition begins it anew for the same object, so that it is made once.
     *
     * @param begin begins to make the object of an id
     */
    Answer untilMade(Call call, Supplier<String> newId, Predicate<String> isThere, Function<String, Answer> begin) {
        byte[] keyHash = keyHash(call);
        if (keyHash == null) {
            return begin.apply(newId.get());
        }
        String id = claim(call, keyHash, newId).objectId;
        if (isThere.test(id)) {
            throw new Refusal(409, "this " + HEADER + " has made " + id + " already; use a new key for another");
        }
        try {
            return begin.apply(id);
        } catch (GatewayException e) {
            giveBack(call, keyHash);
            throw e;
        }
    }

    /** For what was refused, so that nothing is made: the corrected request may use the same key. */
    private void giveBack(Call call, byte[] keyHash) {
        database.change(
                "give back an idempotency key",
                session -> session.run(
                        "delete from idempotency_keys where api_token_id = ? and key_hash = ? and made = false",
                        call.caller().id(),
                        keyHash));
    }

    private byte @Nullable [] keyHash(Call call) {
        String given = call.incoming().header(HEADER);
        if (given == null) {
            return null;
        }
        if (given.isBlank() || given.length() > LONGEST) {
            throw Refusal.field(HEADER, "has 1 to " + LONGEST + " characters");
        }
        return hash.of(given);
    }

    private Claim claim(Call call, byte[] keyHash, Supplier<String> newId) {
        byte[] requestHash = hash.of(
                (call.incoming().method() + " " + call.incoming().path() + "\n").getBytes(StandardCharsets.UTF_8),
                call.bytesIfAny());
        Claim claim = find(call, keyHash);
        if (claim == null) {
            try {
                return make(call, keyHash, requestHash, newId.get());
            } catch (StoreException e) {
                claim = find(call, keyHash);
                if (!e.isDuplicate() || claim == null) {
                    throw e;
                }
            }
        }
        if (!MessageDigest.isEqual(claim.requestHash, requestHash)) {
            throw Refusal.field(HEADER, "was used for another request");
        }
        return claim;
    }

    private @Nullable Claim find(Call call, byte[] keyHash) {
        return database.read(
                "find an idempotency key",
                session -> session.first(
                        "select * from idempotency_keys where api_token_id = ? and key_hash = ? and created_at > ?",
                        row -> new Claim(
                                row.bytes("request_hash"),
                                row.text("object_id"),
                                row.flag("made"),
                                row.instant("created_at")),
                        call.caller().id(),
                        keyHash,
                        clock.instant().minus(WINDOW)));
    }

    private Claim make(Call call, byte[] keyHash, byte[] requestHash, String objectId) {
        Instant now = clock.instant();
        database.change("keep an idempotency key", session -> {
            session.run("delete from idempotency_keys where created_at <= ?", now.minus(WINDOW));
            session.run(
                    "insert into idempotency_keys (api_token_id, key_hash, request_hash, object_id, made, created_at)"
                            + " values (?, ?, ?, ?, false, ?)",
                    call.caller().id(),
                    keyHash,
                    requestHash,
                    objectId,
                    now);
        });
        return new Claim(requestHash, objectId, false, now);
    }

    private static Answer repeated(Map<String, @Nullable Object> object) {
        Map<String, @Nullable Object> body = new LinkedHashMap<>(object);
        body.put("token_shown", false);
        return new Answer(200, body, Map.of("Idempotency-Replayed", "true"));
    }
}

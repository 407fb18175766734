package dev.patchbay.protocol;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.Tool;
import dev.patchbay.store.Database;
import dev.patchbay.store.StoreException;
import dev.patchbay.tool.RepeatKey;
import dev.patchbay.vault.Sha256;
import dev.patchbay.vault.Vault;
import dev.patchbay.vault.VaultException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Keeps a call that moves money from being carried out twice. Before anything is sent the call is put into the store,
 * where it is found by whoever makes it again, through this server or another of the account, on this node or another,
 * before a crash or after: a repetition gets the first answer, or is told that nobody knows what became of it, and
 * nothing is sent. What the vendor has certainly not carried out is forgotten at once.
 *
 * <p>Two calls are the same if they have the same {@linkplain RepeatKey key} or, without keys, the same arguments.
 */
final class RepeatGuard {
    /** For so long a call without a key, whose answer is known, is taken for a repetition and not for a second payment. */
    private static final Duration SAME_ARGUMENTS = Duration.ofMinutes(10);

    /** For so long a key holds, and a call whose outcome is unknown is remembered. */
    private static final Duration REMEMBERED = Duration.ofHours(24);

    private static final Logger LOG = LoggerFactory.getLogger(RepeatGuard.class);
    private static final String PURPOSE = "money-call";

    private final Database database;
    private final Vault vault;

    /**
     * What makes another call the same one.
     *
     * @param keyed whether it is a key of the caller's
     */
    record Same(String accountId, byte[] keyHash, String argumentsDigest, boolean keyed) {
        String name() {
            return accountId + "/" + HexFormat.of().formatHex(keyHash);
        }
    }

    private record Kept(
            String argumentsDigest, String requestId, Instant beganAt, Instant runsUntil, byte @Nullable [] answer) {}

    RepeatGuard(Database database, Vault vault) {
        this.database = database;
        this.vault = vault;
    }

    /**
     * What a call is to be recognized by.
     *
     * @param key the caller's, or {@code null}; it counts for its server alone
     * @param argumentsDigest of the other arguments
     */
    Same same(CallOrigin origin, Tool tool, @Nullable String key, String argumentsDigest) {
        String text = key == null
                ? "arguments\n" + tool.name() + "\n" + argumentsDigest
                : "key\n" + origin.holder() + "\n" + tool.name() + "\n" + key;
        return new Same(origin.account().id(), Sha256.of(text), argumentsDigest, key != null);
    }

    /**
     * The answer of the same call, if it was carried out before.
     *
     * @throws GatewayException of kind {@code OUTCOME_UNKNOWN} if nobody knows whether it was, {@code INVALID_ARGUMENT}
     *     if its key was another call's
     */
    Optional<ToolAnswer.Ended> earlier(Same same) {
        Kept kept = database.read(
                "look for an earlier call",
                session -> session.first(
                        "select * from money_calls where account_id = ? and key_hash = ? and expires_at > ?",
                        row -> new Kept(
                                row.text("arguments_digest"),
                                row.text("request_id"),
                                row.instant("began_at"),
                                row.instant("runs_until"),
                                row.bytesOrNull("sealed_answer")),
                        same.accountId(),
                        same.keyHash(),
                        Instant.now()));
        return kept == null ? Optional.empty() : Optional.of(answer(same, kept));
    }

    /**
     * Puts a call into the store, from where it counts as carried out.
     *
     * @param runsUntil when it has ended at the latest
     * @return the answer of the same call, which another has made in the meantime; then this one must not be made
     * @throws GatewayException as {@link #earlier}
     */
    Optional<ToolAnswer.Ended> begin(Same same, String requestId, Instant runsUntil) {
        Instant now = Instant.now();
        try {
            database.change("remember a call that moves money", session -> {
                session.run("delete from money_calls where expires_at <= ?", now);
                session.run(
                        "insert into money_calls (account_id, key_hash, arguments_digest, request_id, began_at,"
                                + " runs_until, expires_at) values (?, ?, ?, ?, ?, ?, ?)",
                        same.accountId(),
                        same.keyHash(),
                        same.argumentsDigest(),
                        requestId,
                        now,
                        runsUntil,
                        now.plus(REMEMBERED));
            });
            return Optional.empty();
        } catch (StoreException e) {
            if (!e.isDuplicate()) {
                throw e;
            }
            return Optional.of(earlier(same)
                    .orElseThrow(() -> new GatewayException(
                            Kind.OUTCOME_UNKNOWN,
                            "the same call ended at this moment without being carried out; call again")));
        }
    }

    /** The call was carried out, with this answer. */
    void carriedOut(Same same, String requestId, ToolAnswer.Ended answer) {
        byte[] sealed;
        try {
            sealed = vault.seal(PURPOSE, same.name(), JsonRpc.MAPPER.writeValueAsBytes(members(answer)));
        } catch (VaultException | JacksonException e) {
            // Its caller gets the answer all the same.
            LOG.warn(
                    "the answer of call {} cannot be kept; a repetition is told that its outcome is unknown",
                    requestId);
            unknown(same, requestId);
            return;
        }
        change(
                "remember what a call that moves money came to",
                same,
                requestId,
                "update money_calls set sealed_answer = ?, expires_at = ?",
                sealed,
                Instant.now().plus(same.keyed() ? REMEMBERED : SAME_ARGUMENTS));
    }

    /** The call has ended, and it is not known whether the vendor carried it out. */
    void unknown(Same same, String requestId) {
        change(
                "remember that the outcome of a call is unknown",
                same,
                requestId,
                "update money_calls set runs_until = ?",
                Instant.now());
    }

    /** The call has ended, and the vendor has certainly not carried it out: it may be made anew. */
    void notCarriedOut(Same same, String requestId) {
        change("forget a call that was not carried out", same, requestId, "delete from money_calls");
    }

    /** The call has ended all the same: if this cannot be written, a repetition is told that its outcome is unknown. */
    private void change(String what, Same same, String requestId, String statement, Object... values) {
        List<Object> all = new ArrayList<>(List.of(values));
        all.addAll(List.of(same.accountId(), same.keyHash(), requestId));
        try {
            database.change(
                    what,
                    session -> session.run(
                            statement + " where account_id = ? and key_hash = ? and request_id = ?", all.toArray()));
        } catch (StoreException e) {
            LOG.warn("the end of call {} could not be written; a repetition will not be carried out", requestId);
        }
    }

    private ToolAnswer.Ended answer(Same same, Kept kept) {
        if (!kept.argumentsDigest().equals(same.argumentsDigest())) {
            throw new GatewayException(
                    Kind.INVALID_ARGUMENT,
                    RepeatKey.NAME + ": was used for other arguments, in request " + kept.requestId()
                            + "; give another key to a new call");
        }
        String when = kept.beganAt().truncatedTo(ChronoUnit.SECONDS).toString();
        byte[] sealed = kept.answer();
        if (sealed != null) {
            try {
                return repeated(
                        JsonRpc.MAPPER.readTree(vault.open(PURPOSE, same.name(), sealed)), kept.requestId(), when);
            } catch (VaultException | JacksonException e) {
                LOG.warn("the answer of request {} cannot be read any more", kept.requestId());
            }
        }
        boolean runs = sealed == null && Instant.now().isBefore(kept.runsUntil());
        throw new GatewayException(
                Kind.OUTCOME_UNKNOWN,
                "the same call was made at " + when + " (request " + kept.requestId() + ") and "
                        + (runs
                                ? "still runs: nothing was sent now. Wait until "
                                        + kept.runsUntil().truncatedTo(ChronoUnit.SECONDS) + " and call again"
                                : "it is not known whether the vendor carried it out: nothing was sent now. Read what it"
                                        + " would have changed. If it was not carried out, call again with a new "
                                        + RepeatKey.NAME));
    }

    private static Map<String, @Nullable Object> members(ToolAnswer.Ended answer) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        members.put("text", answer.text());
        members.put("blocks", answer.blocks());
        members.put("structured", answer.structured());
        members.put("is_error", answer.isError());
        return members;
    }

    @SuppressWarnings("unchecked")
    private static ToolAnswer.Ended repeated(JsonNode members, String requestId, String when) {
        String note = "Nothing was sent: the same call was carried out at " + when + " (request " + requestId
                + "), and this was its answer. To do the same thing once more on purpose, give a new " + RepeatKey.NAME
                + ".";
        List<Map<String, Object>> blocks = members.path("blocks").isArray()
                ? (List<Map<String, Object>>) JsonRpc.plain(members.path("blocks"))
                : null;
        String text = members.path("text").asString(null);
        if (blocks != null) {
            blocks = new ArrayList<>(blocks);
            blocks.add(Map.of("type", "text", "text", note));
        } else if (text != null) {
            text = noted(text, note);
        }
        return new ToolAnswer.Ended(
                blocks,
                text,
                JsonRpc.plain(members.path("structured")),
                members.path("is_error").asBoolean(false),
                null);
    }

    /** Data is an object of JSON, and stays one. */
    private static String noted(String text, String note) {
        try {
            if (JsonRpc.MAPPER.readTree(text) instanceof ObjectNode object) {
                return JsonRpc.MAPPER.writeValueAsString(object.put("repeated", note));
            }
        } catch (JacksonException e) {
            LOG.debug("an answer is no JSON");
        }
        return text + "\n" + note;
    }
}

package dev.patchbay.protocol.legacy;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.ToolResult.InputRequest;
import dev.patchbay.protocol.CallReply;
import dev.patchbay.protocol.JsonRpc;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The requests that calls have sent to their clients and that wait for an answer. A client answers with a message of its
 * own, at the same server: a question is found by its id, which nobody can guess and which no other server may answer.
 * The call waits on this node, so its client must answer at this node.
 */
final class Questions {
    /** How long a person may think. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** How many calls of a server may wait for answers at a time: each holds a request open. */
    private static final int MOST_WAITING = 20;

    private static final long PROBE_SECONDS = 5;
    private static final int ID_BYTES = 16;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, Question> open = new ConcurrentHashMap<>();
    private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

    private record Question(String serverId, CompletableFuture<JsonRpc.Response> answer) {}

    /**
     * Sends questions ahead of the answer to a call, and waits until each is answered.
     *
     * @param cancelled fails when the client takes the call back
     * @return the answers, under the keys of their questions
     * @throws GatewayException if there is not an answer to each: of kind {@code FORBIDDEN} if the client refused or
     *     took too long, {@code CANCELLED} if it is gone, {@code RATE_LIMITED} if too many of the server's calls wait
     */
    Map<String, Object> ask(
            String serverId, CallReply reply, Map<String, InputRequest> requests, CompletableFuture<Void> cancelled) {
        enter(serverId);
        Map<String, String> ids = new LinkedHashMap<>();
        Map<String, CompletableFuture<JsonRpc.Response>> answers = new LinkedHashMap<>();
        try {
            requests.forEach((key, request) -> {
                String id = newId();
                ids.put(key, id);
                answers.put(key, new CompletableFuture<>());
                open.put(id, new Question(serverId, answers.get(key)));
                if (!reply.send(JsonRpc.request(id, request.method(), request.params()))) {
                    throw gone();
                }
            });
            await(CompletableFuture.allOf(answers.values().toArray(CompletableFuture[]::new)), reply, cancelled);
            Map<String, Object> given = new LinkedHashMap<>();
            answers.forEach((key, answer) -> given.put(key, result(answer.join())));
            return given;
        } finally {
            open.keySet().removeAll(ids.values());
            waiting.computeIfPresent(serverId, (id, count) -> count == 1 ? null : count - 1);
        }
    }

    /** Takes a client's answer; one to a question that nobody waits for any more is of no use, and no mistake. */
    void answered(String serverId, JsonRpc.Response response) {
        Question question = response.id().isString() ? open.get(response.id().asString()) : null;
        if (question != null && question.serverId().equals(serverId)) {
            question.answer().complete(response);
        }
    }

    private void enter(String serverId) {
        waiting.merge(serverId, 1, (count, one) -> {
            if (count == MOST_WAITING) {
                throw new GatewayException(
                        Kind.RATE_LIMITED,
                        MOST_WAITING + " calls of this server wait for answers of their users; the call ended before"
                                + " anything was asked. Call again when one of them is answered");
            }
            return count + one;
        });
    }

    private static void await(CompletableFuture<Void> answers, CallReply reply, CompletableFuture<Void> cancelled) {
        CompletableFuture<Object> end = CompletableFuture.anyOf(answers, cancelled);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                end.get(PROBE_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                if (!reply.probe()) {
                    throw gone();
                }
                if (System.nanoTime() - deadline > 0) {
                    throw new GatewayException(
                            Kind.FORBIDDEN,
                            "nobody answered within " + PATIENCE.toMinutes() + " minutes; the call ended there");
                }
            } catch (ExecutionException e) {
                throw gone();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GatewayException(Kind.CANCELLED, "the gateway is stopping; the call ended there");
            }
        }
    }

    private static Object result(JsonRpc.Response response) {
        if (!response.result().isObject()) {
            throw new GatewayException(
                    Kind.FORBIDDEN,
                    "the client did not let the question through: "
                            + response.error().path("message").asString("its answer is not an object")
                            + "; the call ended there");
        }
        return Objects.requireNonNull(JsonRpc.plain(response.result()));
    }

    private static GatewayException gone() {
        return new GatewayException(Kind.CANCELLED, "the client no longer waits; the call ended there");
    }

    private String newId() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}

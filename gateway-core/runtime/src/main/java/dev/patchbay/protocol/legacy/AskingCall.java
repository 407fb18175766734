package dev.patchbay.protocol.legacy;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.ToolResult.InputRequest;
import dev.patchbay.protocol.Askable;
import dev.patchbay.protocol.CallOrigin;
import dev.patchbay.protocol.CallReply;
import dev.patchbay.protocol.CallSession;
import dev.patchbay.protocol.Failures;
import dev.patchbay.protocol.JsonRpc;
import dev.patchbay.protocol.ToolAnswer;
import dev.patchbay.protocol.ToolCalls;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One call of a tool. These revisions ask a client in the middle of a call: what the tool asks goes out ahead of the
 * answer, and the call is made anew with what came back, as a client of 2026-07-28 would make it.
 */
final class AskingCall {
    /** A tool that has asked so often asks for ever. */
    private static final int MOST_ROUNDS = 16;

    private final ToolCalls calls;
    private final Questions questions;
    private final CallOrigin origin;
    private final CallReply reply;
    private final Set<String> askable;
    private final CompletableFuture<Void> cancelled = new CompletableFuture<>();
    private volatile @Nullable CallSession current;

    /** @param askable what the client can be asked for */
    AskingCall(ToolCalls calls, Questions questions, CallOrigin origin, CallReply reply, Set<String> askable) {
        this.calls = calls;
        this.questions = questions;
        this.origin = origin;
        this.reply = reply;
        this.askable = askable;
    }

    /** Does it to its end. */
    ToolAnswer.Ended run(String name, JsonRpc.Request request) {
        Map<String, Object> answers = Map.of();
        String state = null;
        for (int round = 1; ; round++) {
            CallSession session = new CallSession(reply, askable, answers, state, request.meta());
            current = session;
            if (cancelled.isDone()) {
                session.cancel();
            }
            ToolAnswer answer = calls.call(origin, name, request.params().path("arguments"), session);
            if (!(answer instanceof ToolAnswer.Asked asked)
                    || !supports(asked.requests().values())) {
                return answer.ended();
            }
            try {
                if (round == MOST_ROUNDS) {
                    throw new GatewayException(
                            GatewayException.Kind.VENDOR_FAILED,
                            "the tool asked " + MOST_ROUNDS + " times and was not done; the call ended there");
                }
                answers = questions.ask(origin.server().id(), reply, asked.requests(), cancelled);
                state = asked.state();
            } catch (GatewayException e) {
                return Failures.answer(e, origin.requestId());
            }
        }
    }

    /** Takes it back, whether it is at the vendor or waits for an answer. */
    void cancel() {
        cancelled.completeExceptionally(new CancellationException());
        CallSession session = current;
        if (session != null) {
            session.cancel();
        }
    }

    private boolean supports(Collection<InputRequest> requests) {
        return requests.stream().allMatch(each -> askable.contains(String.valueOf(Askable.capability(each.method()))));
    }
}

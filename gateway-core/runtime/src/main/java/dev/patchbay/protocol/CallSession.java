package dev.patchbay.protocol;

import dev.patchbay.api.Caller;
import dev.patchbay.vendor.CancellableClient;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** One running call as its tool sees the client, and as the client can cancel it. */
public final class CallSession implements Caller {
    private final @Nullable CallReply reply;
    private final Set<String> capabilities;
    private final Map<String, Object> answers;
    private final @Nullable String sealedState;
    private final Optional<TraceContext> trace;
    private volatile @Nullable String state;
    private volatile boolean cancelled;
    private volatile @Nullable CancellableClient vendor;

    /**
     * @param reply the way back to the client while the call runs, or {@code null} if there is none
     * @param capabilities what the client can be asked for during a call, see {@link Askable}
     * @param answers what it answered to the round before
     * @param sealedState the state of the round before, as the client echoed it
     * @param meta the {@code _meta} of the request
     */
    public CallSession(
            @Nullable CallReply reply,
            Set<String> capabilities,
            Map<String, Object> answers,
            @Nullable String sealedState,
            JsonNode meta) {
        this.reply = reply;
        this.capabilities = capabilities;
        this.answers = answers;
        this.sealedState = sealedState;
        this.trace = TraceContext.of(meta);
    }

    /** The session of a caller that only waits for the end. */
    public static CallSession waiting() {
        return new CallSession(null, Set.of(), Map.of(), null, MissingNode.getInstance());
    }

    Optional<TraceContext> trace() {
        return trace;
    }

    @Nullable
    String sealedState() {
        return sealedState;
    }

    void opened(@Nullable String openedState) {
        state = openedState;
    }

    void attach(CancellableClient client) {
        vendor = client;
        if (cancelled) {
            client.cancel();
        }
    }

    /** Ends the call for the client's sake: what is under way at the vendor is aborted. */
    public void cancel() {
        cancelled = true;
        CancellableClient client = vendor;
        if (client != null) {
            client.cancel();
        }
    }

    @Override
    public boolean supports(String capability) {
        return capabilities.contains(capability);
    }

    @Override
    public Map<String, Object> answers() {
        return answers;
    }

    @Override
    public @Nullable String state() {
        return state;
    }

    @Override
    public void progress(double progress, @Nullable Double total, @Nullable String message) {
        if (reply != null) {
            reply.progress(progress, total, message);
        }
    }

    @Override
    public boolean cancelled() {
        return cancelled;
    }
}

package dev.patchbay.protocol;

import dev.patchbay.token.Admission;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP request that was let in, and the means to answer it: exactly one of the three replies. */
public interface Exchange {
    /** The HTTP method, in capitals. */
    String method();

    /** What stands behind the token in the path: nothing, or the name of a resource of the HTTP+SSE transport. */
    String subpath();

    /** The path at which the client reaches this server, up to and with the token. */
    String endpointPath();

    /** A parameter of the query; {@code null} if absent. Only the HTTP+SSE transport has one; all others are ignored. */
    @Nullable
    String query(String name);

    /** The first value of a header, trimmed; {@code null} if absent. */
    @Nullable
    String header(String name);

    /** Whether the client can be answered with an event stream. */
    default boolean takesStream() {
        String accept = header("Accept");
        return accept != null && accept.toLowerCase(Locale.ROOT).contains("text/event-stream");
    }

    /** The whole body; empty if there is none. */
    byte[] body();

    /** What the caller's token opens. */
    Admission.Granted grant();

    /** Names this request in logs, the audit trail and error messages. */
    String requestId();

    /** Where the request came from, or {@code null} if unknown. */
    @Nullable
    String remoteAddress();

    /** On whose behalf tools are called in it. */
    default CallOrigin origin() {
        Admission.Granted grant = grant();
        return new CallOrigin(
                grant.account(), grant.server(), grant.apiTokenId(), requestId(), remoteAddress(), body().length);
    }

    /** Answers with a JSON document. */
    void json(int status, byte[] document, Map<String, String> headers);

    /** Answers without a body. */
    void empty(int status, Map<String, String> headers);

    /**
     * Answers with an event stream.
     *
     * @param lasting whether the stream outlives the handling of the request; it then holds no thread
     * @throws ClientGone if it has
     */
    EventStream stream(boolean lasting);
}

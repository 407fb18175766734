package dev.patchbay.protocol;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A request that is answered by a JSON-RPC error.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic">MCP: error codes</a>
 */
public final class RpcError extends RuntimeException {
    public static final int PARSE_ERROR = -32700;
    static final int INVALID_REQUEST = -32600;
    public static final int METHOD_NOT_FOUND = -32601;
    static final int INVALID_PARAMS = -32602;
    static final int INTERNAL_ERROR = -32603;
    static final int HEADER_MISMATCH = -32020;
    static final int MISSING_CLIENT_CAPABILITY = -32021;
    static final int UNSUPPORTED_VERSION = -32022;

    private final int code;
    private final int httpStatus;
    private final transient Map<String, Object> data;
    private transient @Nullable JsonNode id;

    private RpcError(int httpStatus, int code, String message, Map<String, Object> data) {
        super(message, null, false, false);
        this.httpStatus = httpStatus;
        this.code = code;
        this.data = data;
    }

    /** The body is not JSON. */
    public static RpcError unreadable(String why) {
        return new RpcError(400, PARSE_ERROR, why, Map.of());
    }

    /** The body is JSON, but not a request. */
    public static RpcError invalidRequest(String why) {
        return new RpcError(400, INVALID_REQUEST, why, Map.of());
    }

    /** The revision has no such method, or it needs a capability that was not advertised. */
    public static RpcError methodNotFound(String method) {
        return new RpcError(404, METHOD_NOT_FOUND, "there is no method " + method + " here", Map.of());
    }

    /** What the envelope must have is missing. */
    public static RpcError badEnvelope(String why) {
        return new RpcError(400, INVALID_PARAMS, why, Map.of());
    }

    /** The parameters of a known method cannot be used. HTTP 200: a 400 makes clients try an older revision. */
    public static RpcError invalidParams(String why) {
        return new RpcError(200, INVALID_PARAMS, why, Map.of());
    }

    /** A header is missing, or says something else than the body. */
    public static RpcError headerMismatch(String why) {
        return new RpcError(400, HEADER_MISMATCH, why, Map.of());
    }

    /** The client lacks a capability that the call cannot do without. */
    public static RpcError missingCapability(String why, Map<String, Object> data) {
        return new RpcError(400, MISSING_CLIENT_CAPABILITY, why, data);
    }

    /** No such revision is served. */
    public static RpcError unsupportedVersion(String requested) {
        return new RpcError(
                400,
                UNSUPPORTED_VERSION,
                "this server does not speak " + requested,
                Map.of("supported", Revision.WIRE_NAMES, "requested", requested));
    }

    /** A defect of ours. */
    public static RpcError internal(String requestId) {
        return new RpcError(
                200,
                INTERNAL_ERROR,
                "the gateway failed; its log tells more under request " + requestId,
                Map.of("request_id", requestId));
    }

    /** This error as the answer to the request of an id, which may be {@code null} if it could not be read. */
    public RpcError inAnswerTo(@Nullable JsonNode requestId) {
        if (id == null) {
            id = requestId;
        }
        return this;
    }

    public int code() {
        return code;
    }

    public int httpStatus() {
        return httpStatus;
    }

    Map<String, Object> data() {
        return data;
    }

    @Nullable
    JsonNode id() {
        return id;
    }
}

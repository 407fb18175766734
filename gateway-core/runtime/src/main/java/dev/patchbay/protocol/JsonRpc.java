package dev.patchbay.protocol;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON-RPC 2.0 as the protocol uses it: reading messages strictly, writing answers.
 *
 * @see <a href="https://www.jsonrpc.org/specification">JSON-RPC 2.0</a>
 */
public final class JsonRpc {
    private static final int MAX_DEPTH = 64;
    private static final int MAX_NAME_CHARS = 1_000;
    private static final ObjectNode NO_PARAMS = JsonNodeFactory.instance.objectNode();

    /** Reads what comes from outside and writes what goes there; numbers keep every digit. */
    public static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNameLength(MAX_NAME_CHARS)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonRpc() {}

    /** What a client may send. */
    public sealed interface Message {}

    /**
     * A request.
     *
     * @param id a string or an integer
     * @param params an object; empty if there were none
     */
    public record Request(JsonNode id, String method, ObjectNode params) implements Message {
        /** The {@code _meta} of the parameters; empty if there is none. */
        public ObjectNode meta() {
            return params.path("_meta") instanceof ObjectNode meta ? meta : NO_PARAMS;
        }
    }

    /** A message that is not answered. */
    public record Notification(String method, ObjectNode params) implements Message {}

    /**
     * An answer of the client to a request that the server sent: a result or an error, the other is a missing node.
     *
     * @param id as it came, of any type
     */
    public record Response(JsonNode id, JsonNode result, JsonNode error) implements Message {}

    /** Several messages in one body, as revision 2025-03-26 has it. */
    public record Batch(List<JsonNode> messages) implements Message {}

    /**
     * Reads a body.
     *
     * @throws RpcError if it is not JSON, or no message
     */
    public static Message read(byte[] body) {
        JsonNode root;
        try {
            root = MAPPER.readTree(body);
        } catch (JacksonException e) {
            throw RpcError.unreadable("the body is not JSON that can be read: " + e.getOriginalMessage());
        } catch (NumberFormatException e) {
            // Jackson's own, of an exponent that no number can have
            throw RpcError.unreadable("the body has a number that is too large to be read");
        }
        if (root.isArray()) {
            List<JsonNode> messages = new ArrayList<>();
            root.forEach(messages::add);
            return new Batch(messages);
        }
        return message(root);
    }

    /**
     * The message that a JSON value is.
     *
     * @throws RpcError if it is none
     */
    public static Message message(JsonNode node) {
        if (!node.isObject()) {
            throw RpcError.invalidRequest("a message is a JSON object");
        }
        JsonNode id = node.path("id");
        JsonNode readableId = id.isString() || id.isIntegralNumber() ? id : null;
        if (!node.path("jsonrpc").asString("").equals("2.0")) {
            throw RpcError.invalidRequest("jsonrpc must be \"2.0\"").inAnswerTo(readableId);
        }
        if (!node.has("method")) {
            if (node.has("id") && (node.has("result") || node.has("error"))) {
                return new Response(id, node.path("result"), node.path("error"));
            }
            throw RpcError.invalidRequest("method is missing").inAnswerTo(readableId);
        }
        if (!node.path("method").isString()) {
            throw RpcError.invalidRequest("method must be a string").inAnswerTo(readableId);
        }
        String method = node.path("method").asString();
        JsonNode params = node.path("params");
        if (!params.isMissingNode() && !params.isObject()) {
            throw RpcError.invalidRequest("params must be an object").inAnswerTo(readableId);
        }
        ObjectNode given = params instanceof ObjectNode object ? object : NO_PARAMS;
        if (id.isMissingNode()) {
            return new Notification(method, given);
        }
        if (readableId == null) {
            throw RpcError.invalidRequest("id must be a string or an integer");
        }
        return new Request(readableId, method, given);
    }

    /** Writes the members of a result. */
    @FunctionalInterface
    public interface Members {
        void write(JsonGenerator out);
    }

    /** The answer to a request. */
    public static byte[] result(JsonNode id, Members members) {
        return write(out -> {
            out.writeStringProperty("jsonrpc", "2.0");
            out.writeName("id");
            MAPPER.writeTree(out, id);
            out.writeName("result");
            out.writeStartObject();
            members.write(out);
            out.writeEndObject();
        });
    }

    /** A request to the client. */
    public static byte[] request(String id, String method, Map<String, Object> params) {
        return write(out -> {
            out.writeStringProperty("jsonrpc", "2.0");
            out.writeStringProperty("id", id);
            out.writeStringProperty("method", method);
            out.writeName("params");
            MAPPER.writeValue(out, params);
        });
    }

    /** A message that is not answered. */
    public static byte[] notification(String method, Members params) {
        return write(out -> {
            out.writeStringProperty("jsonrpc", "2.0");
            out.writeStringProperty("method", method);
            out.writeName("params");
            out.writeStartObject();
            params.write(out);
            out.writeEndObject();
        });
    }

    /** The answer that a request failed; without an id if the request's could not be read. */
    public static byte[] error(RpcError error) {
        JsonNode id = error.id();
        return write(out -> {
            out.writeStringProperty("jsonrpc", "2.0");
            if (id != null) {
                out.writeName("id");
                MAPPER.writeTree(out, id);
            }
            out.writeName("error");
            out.writeStartObject();
            out.writeNumberProperty("code", error.code());
            out.writeStringProperty("message", error.getMessage());
            if (!error.data().isEmpty()) {
                out.writeName("data");
                MAPPER.writeValue(out, error.data());
            }
            out.writeEndObject();
        });
    }

    /** An object of these members. */
    public static byte[] write(Members members) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = MAPPER.createGenerator(bytes)) {
            out.writeStartObject();
            members.write(out);
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /** Several encoded values as an array. */
    public static byte[] array(List<byte[]> values) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (byte[] value : values) {
            bytes.write(bytes.size() == 0 ? '[' : ',');
            bytes.writeBytes(value);
        }
        bytes.write(']');
        return bytes.toByteArray();
    }

    /** A value of a message as plain Java. */
    public static @Nullable Object plain(JsonNode value) {
        return MAPPER.treeToValue(value, Object.class);
    }
}

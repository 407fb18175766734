package dev.patchbay.protocol.stateless;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.protocol.Exchange;
import dev.patchbay.protocol.JsonRpc;
import dev.patchbay.protocol.Protocols;
import dev.patchbay.protocol.RpcError;
import dev.patchbay.tool.ToolEntry;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The headers that repeat parts of the body for the sake of proxies. They must say the same as the body, or nobody knows
 * what a proxy has let through.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http">MCP:
 *     Streamable HTTP, request headers</a>
 */
final class RequestHeaders {
    private static final String SENTINEL = "=?base64?";
    private static final String SENTINEL_END = "?=";

    private RequestHeaders() {}

    /** Whether the header names the revision that the envelope names. */
    static void checkVersion(Exchange exchange, String inBody) {
        String header = exchange.header(Protocols.VERSION_HEADER);
        if (header == null) {
            throw RpcError.headerMismatch(Protocols.VERSION_HEADER + " is missing; it must be " + inBody);
        }
        if (!header.equals(inBody)) {
            throw RpcError.headerMismatch(Protocols.VERSION_HEADER + " is " + header + ", but the body says " + inBody);
        }
    }

    /** Whether {@code Mcp-Method}, and {@code Mcp-Name} for a call, repeat the body. */
    static void checkMethod(Exchange exchange, JsonRpc.Request request) {
        String method = exchange.header("Mcp-Method");
        if (!request.method().equals(method)) {
            throw RpcError.headerMismatch("Mcp-Method must be " + request.method());
        }
        if (request.method().equals("tools/call") || request.method().equals("prompts/get")) {
            String name = exchange.header("Mcp-Name");
            String inBody = request.params().path("name").asString(null);
            if (name == null || !decode("Mcp-Name", name).equals(inBody)) {
                throw RpcError.headerMismatch("Mcp-Name must repeat params.name");
            }
        }
    }

    /** Whether the {@code Mcp-Param} headers that a tool's schema asks for repeat the arguments. */
    static void checkParams(Exchange exchange, ToolEntry entry, JsonNode arguments) {
        for (ToolEntry.HeaderParam param : entry.headerParams()) {
            String name = "Mcp-Param-" + param.header();
            String header = exchange.header(name);
            JsonNode argument = arguments.at(param.pointer());
            boolean absent = argument.isMissingNode() || argument.isNull();
            if (absent && header != null) {
                throw RpcError.headerMismatch(name + " is there, but its argument is not");
            }
            if (!absent && (header == null || !same(decode(name, header), argument))) {
                throw RpcError.headerMismatch(name + " must repeat its argument");
            }
        }
    }

    private static boolean same(String header, JsonNode argument) {
        if (argument.isNumber()) {
            try {
                return new BigDecimal(header).compareTo(argument.decimalValue()) == 0;
            } catch (NumberFormatException e) {
                return false;
            }
        }
        return header.equals(argument.asString());
    }

    private static String decode(String name, String value) {
        if (!value.startsWith(SENTINEL) || !value.endsWith(SENTINEL_END)) {
            return value;
        }
        String encoded = value.substring(SENTINEL.length(), value.length() - SENTINEL_END.length());
        @Nullable String decoded = strictly(encoded);
        if (decoded == null) {
            throw RpcError.headerMismatch(name + " is not valid Base64 of UTF-8");
        }
        return decoded;
    }

    private static @Nullable String strictly(String encoded) {
        if (encoded.length() % 4 != 0) {
            return null;
        }
        try {
            byte[] bytes = Base64.getDecoder().decode(encoded);
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (IllegalArgumentException | CharacterCodingException e) {
            return null;
        }
    }
}

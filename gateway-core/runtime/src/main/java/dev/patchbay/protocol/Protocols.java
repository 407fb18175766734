package dev.patchbay.protocol;

import dev.patchbay.protocol.legacy.LegacyProtocol;
import dev.patchbay.protocol.stateless.StatelessProtocol;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Chooses the revision that a request is served in, and nothing else does.
 *
 * <p>A request is of 2026-07-28 or newer if its envelope or its header says so; any other is of an older revision. A
 * client that knows both begins with the newer.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning">MCP: versioning</a>
 */
@Component(service = Protocols.class)
public final class Protocols {
    /** The header that names the revision. */
    public static final String VERSION_HEADER = "MCP-Protocol-Version";

    /** The member of {@code _meta} that names the revision. */
    public static final String VERSION_META = "io.modelcontextprotocol/protocolVersion";

    private static final Logger LOG = LoggerFactory.getLogger(Protocols.class);
    private static final Map<String, String> ALLOWED = Map.of("Allow", "POST, GET");

    private final StatelessProtocol stateless;
    private final LegacyProtocol legacy;

    @Activate
    public Protocols(@Reference StatelessProtocol stateless, @Reference LegacyProtocol legacy) {
        this.stateless = stateless;
        this.legacy = legacy;
    }

    /** Serves one request to the end, or hands its stream over. */
    public void handle(Exchange exchange) {
        try {
            switch (exchange.method()) {
                case "POST" -> post(exchange);
                case "GET" -> get(exchange);
                default -> exchange.empty(405, ALLOWED);
            }
        } catch (RpcError e) {
            exchange.json(e.httpStatus(), JsonRpc.error(e), Map.of());
        } catch (ClientGone e) {
            LOG.debug("request {}: {}", exchange.requestId(), e.getMessage());
        } catch (RuntimeException | LinkageError e) {
            LOG.error("request {} failed", exchange.requestId(), e);
            exchange.json(500, JsonRpc.error(RpcError.internal(exchange.requestId())), Map.of());
        }
    }

    private void post(Exchange exchange) {
        if (!isJson(exchange.header("Content-Type"))) {
            exchange.json(
                    415, JsonRpc.error(RpcError.invalidRequest("Content-Type must be application/json")), Map.of());
            return;
        }
        JsonRpc.Message message = JsonRpc.read(exchange.body());
        String version = exchange.header(VERSION_HEADER);
        if (message instanceof JsonRpc.Batch batch) {
            if (version != null && !version.equals(Revision.V2025_03_26.wireName())) {
                throw RpcError.invalidRequest("batches exist in revision 2025-03-26 only; send one message");
            }
            legacy.batch(exchange, batch);
        } else if (message instanceof JsonRpc.Request request) {
            try {
                if (isModern(version) || request.meta().has(VERSION_META)) {
                    stateless.handle(exchange, request);
                } else {
                    legacy.handle(exchange, request);
                }
            } catch (RpcError e) {
                throw e.inAnswerTo(request.id());
            }
        } else if (isModern(version)) {
            stateless.handle(exchange, message);
        } else {
            legacy.handle(exchange, message);
        }
    }

    private void get(Exchange exchange) {
        String version = exchange.header(VERSION_HEADER);
        if (isModern(version) || !exchange.takesStream()) {
            exchange.empty(405, ALLOWED);
        } else {
            legacy.stream(exchange);
        }
    }

    private static boolean isModern(@Nullable String version) {
        return version != null && version.compareTo(Revision.V2026_07_28.wireName()) >= 0;
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.strip().equalsIgnoreCase("application/json");
    }
}

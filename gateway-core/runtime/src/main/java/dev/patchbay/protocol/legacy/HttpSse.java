package dev.patchbay.protocol.legacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.patchbay.protocol.EventStream;
import dev.patchbay.protocol.Exchange;
import dev.patchbay.protocol.Protocols;
import dev.patchbay.protocol.Revision;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/**
 * The transport of revision 2024-11-05: the client opens a stream, is told on it where to post, and hears the answers
 * on it. The stream lives on one node, and so does this conversation.
 *
 * @see <a href="https://modelcontextprotocol.io/specification/2024-11-05/basic/transports">MCP 2024-11-05: HTTP with
 *     SSE</a>
 */
@Component(service = HttpSse.class, configurationPid = "dev.patchbay.httpsse")
@Designate(ocd = HttpSse.Config.class)
public final class HttpSse {
    /** Whether the transport is there at all. */
    @ObjectClassDefinition(name = "Patchbay HTTP+SSE transport")
    public @interface Config {
        @AttributeDefinition(
                description = "Serve clients of 2024-11-05, which open a stream and post beside it. Off: they get"
                        + " a stream without an endpoint, and their posts are not found.")
        boolean enabled() default true;
    }

    /** Where such clients post, below the endpoint. */
    static final String MESSAGES = "messages";

    private static final int ID_BYTES = 16;

    private final boolean enabled;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Conversation> conversations = new ConcurrentHashMap<>();

    /** What its client would be told by a header of the handshake's answer is remembered for it. */
    private static final class Conversation {
        private final String serverId;
        private final EventStream stream;
        private volatile @Nullable String sessionId;

        Conversation(String serverId, EventStream stream) {
            this.serverId = serverId;
            this.stream = stream;
        }
    }

    /** A message of a conversation. */
    private static final class Said extends CollectingExchange {
        private final Conversation conversation;

        Said(Exchange carrier, Conversation conversation) {
            super(carrier, answer -> conversation.stream.send("message", answer));
            this.conversation = conversation;
        }

        @Override
        public boolean takesStream() {
            return true;
        }

        @Override
        public @Nullable String header(String name) {
            return name.equals(SessionId.HEADER) ? conversation.sessionId : super.header(name);
        }

        @Override
        public void json(int status, byte[] document, Map<String, String> headers) {
            if (headers.containsKey(SessionId.HEADER)) {
                conversation.sessionId = headers.get(SessionId.HEADER);
            }
            super.json(status, document, headers);
        }
    }

    @Activate
    public HttpSse(Config config) {
        enabled = config.enabled();
    }

    /**
     * Whether a request for a stream is that of such a client. Its revision knows no header that says so: some name the
     * revision in one all the same, and those that open a lost stream anew name the revision that was agreed on. Those
     * are told by the header that an EventSource sends, and a client of Streamable HTTP does not.
     *
     * @see <a href="https://fetch.spec.whatwg.org/#http-network-or-cache-fetch">Fetch: cache mode no-store</a>
     */
    static boolean speaks(Exchange exchange) {
        String version = exchange.header(Protocols.VERSION_HEADER);
        return version == null
                || version.equals(Revision.V2024_11_05.wireName())
                || "no-cache".equals(exchange.header("Pragma"));
    }

    /** Begins a conversation on a stream; the stream that is given back forgets it when it ends. */
    EventStream open(Exchange exchange, EventStream stream) {
        if (!enabled) {
            stream.comment();
            return stream;
        }
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        String id = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        conversations.put(id, new Conversation(exchange.grant().server().id(), stream));
        stream.send("endpoint", (exchange.endpointPath() + "/" + MESSAGES + "?sid=" + id).getBytes(UTF_8));
        return new Forgetting(stream, () -> conversations.remove(id));
    }

    /** Takes a message of a conversation; its answer goes onto the stream. */
    void post(Exchange exchange, Consumer<Exchange> serve) {
        String id = exchange.query("sid");
        Conversation conversation = id == null ? null : conversations.get(id);
        if (conversation == null
                || !conversation.serverId.equals(exchange.grant().server().id())) {
            exchange.json(404, "{\"error\":\"no such conversation; open the stream anew\"}".getBytes(UTF_8), Map.of());
            return;
        }
        exchange.empty(202, Map.of());
        serve.accept(new Said(exchange, conversation));
    }

    /** A stream that does something when it ends. */
    private record Forgetting(EventStream stream, Runnable atEnd) implements EventStream {
        @Override
        public boolean send(byte[] data) {
            return stream.send(data);
        }

        @Override
        public boolean send(String event, byte[] data) {
            return stream.send(event, data);
        }

        @Override
        public boolean comment() {
            return stream.comment();
        }

        @Override
        public void close() {
            atEnd.run();
            stream.close();
        }
    }
}

package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The official Java SDK's client 2.1.0, which ends at revision 2025-11-25, over both transports that it has. */
class JavaClientTest {
    private static TinyGateway gateway;

    /** How it reaches a gateway. The second is deprecated there, as it is in the protocol. */
    @SuppressWarnings("deprecation")
    enum Transport {
        STREAMABLE_HTTP(uri -> HttpClientStreamableHttpTransport.builder(origin(uri))
                .endpoint(uri.getPath())
                .openConnectionOnStartup(true)
                .build()),
        HTTP_SSE(uri -> HttpClientSseClientTransport.builder(origin(uri))
                .sseEndpoint(uri.getPath())
                .build());

        private final Function<URI, McpClientTransport> open;

        Transport(Function<URI, McpClientTransport> open) {
            this.open = open;
        }

        private static String origin(URI uri) {
            return uri.getScheme() + "://" + uri.getAuthority();
        }
    }

    @BeforeAll
    static void start() throws Exception {
        gateway = new TinyGateway();
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("59 the Java SDK's client 2.1.0 lists, calls, and is told what it cannot call")
    void listsAndCalls(Transport transport) {
        try (McpSyncClient client = connect(transport, tools -> {})) {
            assertEquals(
                    TinyGateway.TOOLS,
                    client.listTools().tools().stream()
                            .map(McpSchema.Tool::name)
                            .toList());
            assertCalls(client);
            McpError unknown = assertThrows(McpError.class, () -> call(client, "no_such_tool"));
            assertEquals(-32602, unknown.getJsonRpcError().code());
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("59 the Java SDK's client 2.1.0 hears that a bundle has gone and come back")
    void hearsOfChanges(Transport transport) throws Exception {
        BlockingQueue<Integer> heard = new LinkedBlockingQueue<>();
        try (McpSyncClient client = connect(transport, tools -> heard.add(tools.size()))) {
            assertCalls(client);
            try {
                gateway.undeploy();
                assertHears(heard, 0);
            } finally {
                gateway.deploy();
            }
            assertHears(heard, 2);
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("59 the Java SDK's client 2.1.0 is asked in the middle of a call, and its user's answer counts")
    void isAsked(Transport transport) {
        URI fixture = SharedGateway.instance().fixture().url();
        try (McpSyncClient client = McpClient.sync(transport.open.apply(fixture))
                .requestTimeout(Duration.ofSeconds(20))
                .capabilities(
                        McpSchema.ClientCapabilities.builder().elicitation().build())
                .elicitation(question -> McpSchema.ElicitResult.builder(McpSchema.ElicitResult.Action.ACCEPT)
                        .content(Map.of("username", "nora"))
                        .build())
                .build()) {
            client.initialize();
            McpSchema.CallToolResult result = client.callTool(McpSchema.CallToolRequest.builder("test_elicitation")
                    .arguments(Map.of("message", "Who?"))
                    .build());
            assertTrue(result.content().toString().contains("nora"), result.toString());
        }
    }

    @Test
    @DisplayName("62 the Java SDK's client 2.1.0 lives through kill -9 and a restart between two calls")
    void survivesACrash() throws Exception {
        try (McpSyncClient client = connect(Transport.STREAMABLE_HTTP, tools -> {})) {
            assertCalls(client);
            gateway.process().kill9();
            gateway.process().launchAgain();
            assertCalls(client);
        }
    }

    /** Told, it fetches the list by itself; with two streams open it does so twice. */
    private static void assertHears(BlockingQueue<Integer> heard, int tools) throws InterruptedException {
        Integer size;
        do {
            size = heard.poll(15, TimeUnit.SECONDS);
            assertNotNull(size, "no list of " + tools + " tools");
        } while (size != tools);
    }

    private static McpSyncClient connect(Transport transport, Consumer<List<McpSchema.Tool>> onChange) {
        McpSyncClient client = McpClient.sync(
                        transport.open.apply(gateway.server().url()))
                .requestTimeout(Duration.ofSeconds(20))
                .toolsChangeConsumer(onChange)
                .build();
        client.initialize();
        return client;
    }

    private static McpSchema.CallToolResult call(McpSyncClient client, String tool) {
        return client.callTool(McpSchema.CallToolRequest.builder(tool)
                .arguments(Map.of("thingId", "t-1"))
                .build());
    }

    private static void assertCalls(McpSyncClient client) {
        McpSchema.CallToolResult result = call(client, "get_single_tiny_thing_by_id");
        assertTrue(result.isError() == null || !result.isError(), result.toString());
    }
}

package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.harness.Await;
import dev.patchbay.harness.RunningGateway;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private static final String JAR = "tiny.jar";

    private static Vendor vendor;
    private static RunningGateway gateway;
    private static Path tiny;
    private static Admin.Server server;

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
        vendor = new Vendor();
        gateway = RunningGateway.prepare();
        Files.writeString(gateway.conf().resolve("dev.patchbay.vendor.cfg"), "allowed.private.hosts = 127.0.0.1\n");
        tiny = TestBundle.description("tiny", TestBundle.tiny("tiny", vendor.baseUrl()));
        gateway.deploy(tiny, JAR);
        gateway.launch();
        Admin admin = new Admin(URI.create(gateway.url()), gateway.adminToken());
        Await.until(
                "tiny", () -> admin.call("GET", "/integration", null).toString().contains("\"tiny\""));
        server = admin.mint(
                admin.account("tiny", Map.of(), Map.of("api_key", "k"), vendor.baseUrl()), Map.of("name", "java"));
    }

    @AfterAll
    static void close() throws Exception {
        vendor.close();
        gateway.close();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("59 the Java SDK's client 2.1.0 lists, calls, and is told what it cannot call")
    void listsAndCalls(Transport transport) {
        try (McpSyncClient client = connect(transport, tools -> {})) {
            assertEquals(
                    List.of("list_all_tiny_things", "get_single_tiny_thing_by_id"),
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
                Files.delete(gateway.deploy().resolve(JAR));
                assertHears(heard, 0);
            } finally {
                gateway.deploy(tiny, JAR);
            }
            assertHears(heard, 2);
        }
    }

    @Test
    @DisplayName("62 the Java SDK's client 2.1.0 lives through kill -9 and a restart between two calls")
    void survivesACrash() throws Exception {
        try (McpSyncClient client = connect(Transport.STREAMABLE_HTTP, tools -> {})) {
            assertCalls(client);
            gateway.kill9();
            gateway.launchAgain();
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
        McpSyncClient client = McpClient.sync(transport.open.apply(server.url()))
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

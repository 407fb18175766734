package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.patchbay.acceptance.Wire.Answer;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before anything is understood. */
class EnvelopeTest {
    private final SharedGateway gateway = SharedGateway.instance();
    private final Wire wire = gateway.fixture().wire();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"jsonrpc\": | -32700",
                "3 | -32600",
                "{\"jsonrpc\":\"1.0\",\"id\":1,\"method\":\"ping\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1.5,\"method\":\"ping\"} | -32600",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"id\":2,\"method\":\"ping\"} | -32700",
            })
    @DisplayName("39 broken JSON is -32700, a message that is none is -32600, both at 400")
    void brokenMessages(String body, int code) {
        Answer answer = wire.post(body);
        assertEquals("400 " + code, answer.status() + " " + answer.errorCode(), answer.body());
    }

    @Test
    @DisplayName("39 a body that is not JSON by its type is 415, one over the limit is 413")
    void typesAndSizes() {
        assertEquals(
                415,
                wire.with("Content-Type", "text/plain").legacy("ping", Map.of()).status());
        assertEquals(415, wire.without("Content-Type").legacy("ping", Map.of()).status());
        assertEquals(
                413,
                wire.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\",\"params\":{\"x\":\""
                                + "x".repeat(4 * 1024 * 1024)
                                + "\"}}")
                        .status());
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example, 403",
        "http://localhost.evil.example, 403",
        "null, 403",
        "http://localhost:5173, 200",
        "http://[::1]:8080, 200",
    })
    @DisplayName("40 a foreign Origin is 403, none and local ones are fine")
    void origins(String origin, int status) {
        assertEquals(
                status, wire.with("Origin", origin).legacy("ping", Map.of()).status());
        assertEquals(200, wire.legacy("ping", Map.of()).status());
    }

    @ParameterizedTest
    @CsvSource({"evil.example, 403", "localhost:1, 200", "127.0.0.1, 200", "[::1]:99, 200"})
    @DisplayName("40 a foreign Host is refused, local ones of any port are fine")
    void hosts(String host, int status) throws Exception {
        assertEquals(status, rawStatus(host));
    }

    @Test
    @DisplayName("41 error bodies hold no stack trace, class name, token or credential")
    void bland() {
        gateway.vendor().answer(500, Map.of(), "{\"message\":\"" + SharedGateway.SCRIPTED_KEY + " was wrong\"}");
        for (Answer answer : new Answer[] {
            wire.post("{"),
            wire.modern("tools/call").call("no_such_tool", Map.of()).send(),
            wire.modern("tools/call").call("test_header_params", Map.of("x", 1)).send(),
            gateway.scripted()
                    .wire()
                    .modern("tools/call")
                    .call("get_single_scripted_thing_by_id", Map.of("thingId", "t-41"))
                    .send(),
        }) {
            for (String never : new String[] {
                "stackTrace",
                "java.",
                "dev.patchbay",
                "Exception",
                SharedGateway.SCRIPTED_KEY,
                gateway.fixture().secret()
            }) {
                assertFalse(answer.body().contains(never), never + " in " + answer.body());
            }
        }
    }

    private int rawStatus(String host) throws Exception {
        URI uri = wire.uri();
        String body = "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}";
        try (Socket socket = new Socket("127.0.0.1", uri.getPort())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write(("POST " + uri.getPath() + " HTTP/1.1\r\nHost: " + host
                            + "\r\nContent-Type: application/json\r\nAccept: application/json\r\nConnection: close\r\n"
                            + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                    .getBytes(StandardCharsets.US_ASCII));
            out.flush();
            InputStream in = socket.getInputStream();
            String answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(answer.split(" ")[1]);
        }
    }
}

package dev.patchbay.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRpcTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | -32700",
                "{} {} | -32700",
                "{\"a\": 1e9999999999} | -32700",
                "{\"a\": 1, \"a\": 2} | -32700",
                "'' | -32600",
                "3 | -32600",
                "\"text\" | -32600",
                "{} | -32600",
                "{\"jsonrpc\": \"1.0\", \"id\": 1, \"method\": \"ping\"} | -32600",
                "{\"jsonrpc\": \"2.0\", \"id\": null, \"method\": \"ping\"} | -32600",
                "{\"jsonrpc\": \"2.0\", \"id\": 1.5, \"method\": \"ping\"} | -32600",
                "{\"jsonrpc\": \"2.0\", \"id\": {}, \"method\": \"ping\"} | -32600",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": 7} | -32600",
                "{\"jsonrpc\": \"2.0\", \"id\": 1} | -32600",
                "{\"jsonrpc\": \"2.0\", \"id\": 1, \"method\": \"ping\", \"params\": [1]} | -32600",
            })
    void refusesWhatIsNoMessage(String body, int code) {
        assertEquals(code, assertThrows(RpcError.class, () -> read(body)).code());
    }

    @Test
    void refusesDepthThatOnlyAnAttackNeeds() {
        assertEquals(
                RpcError.PARSE_ERROR,
                assertThrows(RpcError.class, () -> read("[".repeat(100_000))).code());
    }

    @Test
    void echoesTheIdOfARefusedRequestWhereItCanBeRead() {
        RpcError error =
                assertThrows(RpcError.class, () -> read("{\"jsonrpc\": \"1.0\", \"id\": \"a\", \"method\": \"x\"}"));
        assertEquals(
                "{\"jsonrpc\":\"2.0\",\"id\":\"a\",\"error\":{\"code\":-32600,\"message\":\"jsonrpc must be \\\"2.0\\\"\"}}",
                new String(JsonRpc.error(error), UTF_8));
    }

    @Test
    void tellsRequestsNotificationsResponsesAndBatchesApart() {
        assertInstanceOf(JsonRpc.Request.class, read("{\"jsonrpc\": \"2.0\", \"id\": \"x\", \"method\": \"ping\"}"));
        assertInstanceOf(JsonRpc.Notification.class, read("{\"jsonrpc\": \"2.0\", \"method\": \"ping\"}"));
        assertInstanceOf(JsonRpc.Response.class, read("{\"jsonrpc\": \"2.0\", \"id\": 1, \"result\": {}}"));
        assertInstanceOf(JsonRpc.Batch.class, read("[]"));
    }

    private static JsonRpc.Message read(String body) {
        return JsonRpc.read(body.getBytes(UTF_8));
    }
}

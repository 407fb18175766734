package dev.patchbay.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ArgumentCheckTest {
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final ArgumentCheck REFUND = new ArgumentCheck(MAPPER.readTree("""
            {"type": "object", "additionalProperties": false, "required": ["invoiceNumber", "amount"],
             "properties": {
               "invoiceNumber": {"type": "string", "minLength": 3},
               "amount": {"type": "integer", "minimum": 1},
               "reason": {"type": "string", "enum": ["duplicate", "goodwill"]},
               "lines": {"type": "array", "items": {"type": "object", "additionalProperties": false,
                 "properties": {"price": {"type": ["number", "null"]}}}}}}"""));

    @Test
    void acceptsWhatFits() {
        assertEquals(
                List.of(), mistakes("{\"invoiceNumber\": \"INV-1\", \"amount\": 5, \"lines\": [{\"price\": null}]}"));
    }

    @Test
    void namesEachMissingArgument() {
        assertEquals(List.of("invoiceNumber: required, but missing", "amount: required, but missing"), mistakes("{}"));
    }

    @Test
    void saysWhatWasExpectedAndWhatWasSent() {
        assertEquals(
                List.of("amount: expected an integer, got the text \"ten\""),
                mistakes("{\"invoiceNumber\": \"INV-1\", \"amount\": \"ten\"}"));
        assertEquals(
                List.of("amount: expected at least 1, got 0"),
                mistakes("{\"invoiceNumber\": \"INV-1\", \"amount\": 0}"));
        assertEquals(
                List.of(
                        "reason: expected one of the text \"duplicate\", the text \"goodwill\", got the text \"spite\""),
                mistakes("{\"invoiceNumber\": \"INV-1\", \"amount\": 1, \"reason\": \"spite\"}"));
    }

    @Test
    void pointsIntoNestedValues() {
        assertEquals(
                List.of("lines[1].price: expected a number or null, got true"),
                mistakes("{\"invoiceNumber\": \"INV-1\", \"amount\": 1, \"lines\": [{}, {\"price\": true}]}"));
        assertEquals(
                List.of("lines[0].prize: there is no such field"),
                mistakes("{\"invoiceNumber\": \"INV-1\", \"amount\": 1, \"lines\": [{\"prize\": 1}]}"));
    }

    @Test
    void suggestsTheArgumentThatWasMeant() {
        assertEquals(
                List.of("invoice_number: there is no such argument, did you mean invoiceNumber?"
                        + " Known: invoiceNumber, amount, reason, lines."),
                mistakes("{\"invoiceNumber\": \"INV-1\", \"amount\": 1, \"invoice_number\": \"INV-1\"}"));
    }

    @Test
    void cutsLongValuesAndLongListsOfMistakes() {
        assertTrue(mistakes("{\"invoiceNumber\": \"INV-1\", \"amount\": \"" + "9".repeat(500) + "\"}")
                        .get(0)
                        .length()
                < 150);
        StringBuilder many = new StringBuilder("{\"invoiceNumber\": \"INV-1\", \"amount\": 1");
        for (int i = 0; i < 20; i++) {
            many.append(", \"x").append(i).append("\": 1");
        }
        List<String> mistakes = mistakes(many + "}");
        assertEquals("and 12 more", mistakes.get(8));
    }

    @Test
    void fetchesNoReferenceFromTheNetwork() throws Exception {
        AtomicInteger hits = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            hits.incrementAndGet();
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/schema.json";
            assertThrows(
                    RuntimeException.class,
                    () -> new ArgumentCheck(MAPPER.readTree(
                                    "{\"type\": \"object\", \"properties\": {\"a\": {\"$ref\": \"" + url + "\"}}}"))
                            .mistakes(MAPPER.readTree("{\"a\": 1}")));
            assertEquals(0, hits.get());
        } finally {
            server.stop(0);
        }
    }

    private static List<String> mistakes(String arguments) {
        return REFUND.mistakes(MAPPER.readTree(arguments));
    }
}

package dev.patchbay.sandbox.billsby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class ControlTest {
    @RegisterExtension
    static final SandboxServer SANDBOX = new SandboxServer();

    private static final String READ = "/core/invoices/INV-10492";
    private static final String REFUND = "/core/{d}/customers/CUSNORA001/refunds";
    private static final String REFUND_BODY = "{\"invoiceNumber\":\"INV-10492\",\"amount\":100}";

    @Test
    void answersTheNextMatchingRequestWithTheFault() throws Exception {
        queue("{\"status\":429,\"headers\":{\"Retry-After\":\"7\",\"X-RateLimit-Remaining\":\"0\"},"
                + "\"body\":{\"message\":\"slow down\"},\"match\":\"PUT /core/.*/Payment\"}");
        assertEquals(200, SANDBOX.get(READ).status());
        var struck = SANDBOX.put("/core/{d}/invoices/INV-10501/Payment", null);
        assertEquals(429, struck.status());
        assertEquals("7", struck.response().headers().firstValue("Retry-After").orElseThrow());
        assertEquals("slow down", struck.message());
        assertEquals(
                "Unpaid",
                SANDBOX.get("/core/invoices/INV-10501").json().get("status").asString());
        assertEquals(
                200, SANDBOX.put("/core/{d}/invoices/INV-10501/Payment", null).status());
    }

    @Test
    void strikesAsOftenAsTheFaultCounts() throws Exception {
        queue("{\"status\":503,\"count\":2}");
        assertEquals(503, SANDBOX.get(READ).status());
        assertEquals(
                1, SANDBOX.control("GET", "", "").json().at("/faults/0/count").intValue());
        assertEquals(503, SANDBOX.get(READ).status());
        assertEquals(200, SANDBOX.get(READ).status());
    }

    @Test
    void forgetsFaultsThatAreCleared() throws Exception {
        queue("{\"status\":500}");
        assertEquals(0, SANDBOX.control("DELETE", "", "").json().get("faults").size());
        assertEquals(200, SANDBOX.get(READ).status());
    }

    @Test
    void cutsTheConnectionBeforeTheApiDoesAnything() throws Exception {
        queue("{\"closeConnection\":true}");
        assertThrows(IOException.class, () -> SANDBOX.post(REFUND, REFUND_BODY));
        assertEquals("14900", SANDBOX.get(READ).json().get("refundableAmount").asString());
    }

    @Test
    void losesTheAnswerToARefundThatWasMade() throws Exception {
        queue("{\"closeConnection\":true,\"afterHandling\":true}");
        assertThrows(IOException.class, () -> SANDBOX.post(REFUND, REFUND_BODY));
        assertEquals("14800", SANDBOX.get(READ).json().get("refundableAmount").asString());
    }

    @Test
    void answersAnErrorToARefundThatWasMade() throws Exception {
        queue("{\"status\":502,\"afterHandling\":true}");
        assertEquals(502, SANDBOX.post(REFUND, REFUND_BODY).status());
        assertEquals("14800", SANDBOX.get(READ).json().get("refundableAmount").asString());
    }

    @Test
    void holdsBackAnAnswer() throws Exception {
        queue("{\"delayMillis\":5000}");
        var request = SANDBOX.request("GET", READ, null)
                .header("ApiKey", SandboxServer.KEY)
                .timeout(Duration.ofMillis(200))
                .build();
        assertThrows(HttpTimeoutException.class, () -> SANDBOX.send(request));
        assertEquals(200, SANDBOX.get(READ).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|status",
                "{'status':99}|status",
                "{'status':500,'match':'('}|match",
                "{'status':500,'count':0}|count"
            })
    void refusesAFaultThatMakesNoSense(String fault, String field) throws Exception {
        var answer = SANDBOX.control("POST", "", "{\"faults\":[" + fault.replace('\'', '"') + "]}");
        assertEquals(400, answer.status());
        assertTrue(answer.message().contains(field), answer.text());
        assertEquals(0, SANDBOX.control("GET", "", "").json().get("faults").size());
    }

    @Test
    void recordsRequestsWithoutTheKey() throws Exception {
        SANDBOX.get("/core/{d}/customers?page=1&pageSize=2&search=" + SandboxServer.KEY);
        SANDBOX.post(REFUND, REFUND_BODY);
        var record = SANDBOX.control("GET", "/requests", "");
        assertFalse(record.text().contains(SandboxServer.KEY), record.text());
        JsonNode requests = record.json();
        assertEquals(2, requests.size());
        assertEquals("page=1&pageSize=2&search=***", requests.at("/0/query").asString());
        assertEquals("POST", requests.at("/1/method").asString());
        assertEquals(
                "/core/acme/customers/CUSNORA001/refunds",
                requests.at("/1/path").asString());
        assertEquals(REFUND_BODY, requests.at("/1/body").asString());
    }

    @Test
    void recordsARequestThatAFaultStrikes() throws Exception {
        queue("{\"status\":500}");
        SANDBOX.get(READ);
        assertEquals(
                READ,
                SANDBOX.control("GET", "/requests", "").json().at("/0/path").asString());
    }

    @Test
    void keepsTheLastFiveHundredRequests() throws Exception {
        for (int i = 0; i < 502; i++) {
            SANDBOX.get("/core/invoices/INV-" + i);
        }
        JsonNode requests = SANDBOX.control("GET", "/requests", "").json();
        assertEquals(500, requests.size());
        assertEquals("/core/invoices/INV-2", requests.at("/0/path").asString());
        assertEquals(204, SANDBOX.control("DELETE", "/requests", "").status());
        assertEquals(0, SANDBOX.control("GET", "/requests", "").json().size());
    }

    @Test
    void beginsAgainFromTheSeed() throws Exception {
        String invoices = "/core/{d}/companies/invoices?page=1&pageSize=100";
        JsonNode before = SANDBOX.get(invoices).json().get("results");
        SANDBOX.post(REFUND, REFUND_BODY);
        queue("{\"status\":500}");
        assertEquals(200, SANDBOX.control("POST", "/reset", "").status());
        JsonNode after = SANDBOX.get(invoices).json().get("results");
        for (int i = 0; i < before.size(); i++) {
            for (String field : new String[] {"invoiceNumber", "customerUniqueId", "amount", "status"}) {
                assertEquals(before.get(i).get(field), after.get(i).get(field));
            }
        }
    }

    @Test
    void showsTheStateWithoutTheKey() throws Exception {
        var state = SANDBOX.control("GET", "/state", "");
        assertEquals("acme", state.json().get("companyDomain").asString());
        assertFalse(state.text().contains(SandboxServer.KEY));
    }

    private static void queue(String fault) throws Exception {
        assertEquals(
                200, SANDBOX.control("POST", "", "{\"faults\":[" + fault + "]}").status());
    }
}

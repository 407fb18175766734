package dev.patchbay.sandbox.billsby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BillsbyCustomerTest {
    @RegisterExtension
    static final SandboxServer SANDBOX = new SandboxServer();

    private static final String NEW = """
            {"addressLine1":"1 High Street","city":"Leeds","state":"West Yorkshire","country":"GBR","postCode":"LS1",
             "firstName":"Ada","lastName":"Byron","email":"ada@example.com"}
            """;

    @Test
    void createsACustomerWithoutASubscription() throws Exception {
        String id = SANDBOX.post("/core/{d}/customers", NEW)
                .json()
                .get("customerUniqueId")
                .asString();
        JsonNode customer = SANDBOX.get("/core/{d}/customers/" + id).json();
        assertEquals("Leeds", customer.at("/billingAddress/city").asString());
        assertEquals("none", customer.get("cardStatus").asString());
        JsonNode found = SANDBOX.get("/core/{d}/customers?page=1&pageSize=5&search=byron")
                .json();
        assertEquals(id, found.at("/results/0/customerUniqueId").asString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"addressLine1", "city", "state", "country", "postCode", "firstName", "lastName", "email"})
    void namesTheFieldThatANewCustomerLacks(String field) throws Exception {
        var answer = SANDBOX.post("/core/{d}/customers", NEW.replace("\"" + field + "\":", "\"x\":"));
        assertEquals(400, answer.status());
        assertEquals(field + " is required", answer.message());
    }

    @Test
    void refusesToChargeACustomerWithoutACard() throws Exception {
        String id = SANDBOX.post("/core/{d}/customers", NEW)
                .json()
                .get("customerUniqueId")
                .asString();
        var answer = SANDBOX.post(
                "/core/{d}/customers/" + id + "/invoices",
                "{\"description\":\"x\",\"currencyCode\":\"USD\",\"amount\":100}");
        assertEquals(400, answer.status());
        assertTrue(answer.message().contains("no payment card"), answer.text());
    }

    @Test
    void replacesTheDetails() throws Exception {
        var answer = SANDBOX.put("/core/{d}/customers/CUSNORA001", """
                {"firstName":"Nora","lastName":"Berg","email":"nora@example.com","billingAddress":{"city":"Malmo"}}
                """);
        assertEquals("CUSNORA001", answer.json().get("uniqueId").asString());
        JsonNode customer = SANDBOX.get("/core/{d}/customers/CUSNORA001").json();
        assertEquals("Berg", customer.get("lastName").asString());
        assertTrue(customer.get("phoneNumber").isNull());
        assertTrue(customer.at("/billingAddress/postCode").isNull());
    }

    @Test
    void leavesTheDetailsAloneWhenOneIsMissing() throws Exception {
        var answer = SANDBOX.put(
                "/core/{d}/customers/CUSNORA001", "{\"firstName\":\"X\",\"lastName\":\"Y\",\"email\":\"x@y.example\"}");
        assertEquals("billingAddress", answer.json().at("/errors/0/field").asString());
        assertEquals(
                "Nora",
                SANDBOX.get("/core/{d}/customers/CUSNORA001")
                        .json()
                        .get("firstName")
                        .asString());
    }

    @Test
    void deletesACustomerOnlyWithoutActiveSubscriptions() throws Exception {
        var refused = SANDBOX.delete("/core/{d}/customers/CUSNORA001");
        assertEquals(400, refused.status());
        assertTrue(refused.message().contains("active subscriptions"), refused.text());
        SANDBOX.delete("/core/{d}/subscriptions/SUBNORA001?customerUniqueId=CUSNORA001");
        assertEquals(
                "\"Success\"", SANDBOX.delete("/core/{d}/customers/CUSNORA001").text());
        assertEquals(404, SANDBOX.get("/core/{d}/customers/CUSNORA001").status());
        assertEquals(200, SANDBOX.get("/core/invoices/INV-10492").status());
    }

    @Test
    void leavesNothingPersonalAfterAClearance() throws Exception {
        var answer = SANDBOX.put("/core/{d}/customers/CUSTARA001/gdprcleanup", null);
        assertEquals("CUSTARA001", answer.json().get("uniqueId").asString());
        for (String path : new String[] {
            "/core/{d}/customers/CUSTARA001", "/core/invoices/INV-10504", "/core/{d}/subscriptions/SUBTARA001"
        }) {
            String text = SANDBOX.get(path).text();
            assertFalse(text.contains("Tara") || text.contains("Iyer") || text.contains("Mill Lane"), text);
        }
    }

    @Test
    void mailsTheCustomerOnAReadThatIsNone() throws Exception {
        assertEquals(
                "\"Success\"",
                SANDBOX.get("/core/{d}/customers/CUSSVEN001/paymentdetailsrequest")
                        .text());
        JsonNode sven = SANDBOX.control("GET", "/state", "")
                .json()
                .get("customers")
                .valueStream()
                .filter(customer -> customer.get("customerUniqueId").asString().equals(FixedIds.SVEN))
                .findFirst()
                .orElseThrow();
        assertEquals(1, sven.get("paymentDetailsRequests").intValue());
    }

    @Test
    void addsUpWhatACustomerPaid() throws Exception {
        assertEquals(
                "59600",
                SANDBOX.get("/core/{d}/customers/CUSNORA001")
                        .json()
                        .get("totalAmountPaid")
                        .asString());
        // 2 invoices of 139.00 EUR less 40.00 refunded, at 1.10 dollars
        assertEquals(
                "26180",
                SANDBOX.get("/core/{d}/customers/CUSTARA001")
                        .json()
                        .get("totalAmountPaid")
                        .asString());
    }
}

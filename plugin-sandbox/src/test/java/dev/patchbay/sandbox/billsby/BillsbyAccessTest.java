package dev.patchbay.sandbox.billsby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BillsbyAccessTest {
    @RegisterExtension
    static final SandboxServer SANDBOX = new SandboxServer();

    private static final String PRODUCTS = "/core/{d}/products?page=1&pageSize=1";

    @Test
    void refusesAMissingKey() throws Exception {
        var answer = SANDBOX.send(SANDBOX.request("GET", PRODUCTS, null).build());
        assertEquals(401, answer.status());
        assertTrue(answer.message().contains("ApiKey"), answer.text());
    }

    @Test
    void refusesAWrongKeyWithoutRepeatingIt() throws Exception {
        var answer = SANDBOX.send(SANDBOX.request("GET", PRODUCTS, null)
                .header("ApiKey", "acme_stolen")
                .build());
        assertEquals(401, answer.status());
        assertFalse(answer.text().contains("acme_stolen"));
    }

    @Test
    void admitsTheRightKey() throws Exception {
        assertEquals(200, SANDBOX.get(PRODUCTS).status());
    }

    @Test
    void refusesAnotherCompany() throws Exception {
        assertEquals(403, SANDBOX.get("/core/globex/products?page=1&pageSize=1").status());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/core/{d}/customers/NOBODY",
                "/core/{d}/subscriptions/NOTHING",
                "/core/invoices/INV-1",
                "/core/{d}/products/1",
                "/core/{d}/products/abc",
                "/core/{d}/addons/1",
                "/core/{d}/allowances/1",
                "/core/{d}/products/501/plans/6101",
                "/core/{d}/nowhere"
            })
    void answersNotFoundToWhatDoesNotExist(String path) throws Exception {
        var answer = SANDBOX.get(path);
        assertTrue(answer.status() == 404 || answer.status() == 405, answer.text());
        assertFalse(answer.message().isBlank());
    }

    @Test
    void namesTheMethodsOfAPathWhenItDoesNotTakeTheOneThatWasUsed() throws Exception {
        var answer = SANDBOX.delete("/core/{d}/customers");
        assertEquals(405, answer.status());
        assertTrue(answer.message().contains("GET, POST"), answer.text());
    }

    @ParameterizedTest
    @CsvSource({
        "/core/{d}/customers, page",
        "/core/{d}/customers?page=1, pageSize",
        "/core/{d}/customers?page=0&pageSize=10, page",
        "/core/{d}/customers?page=1&pageSize=101, pageSize",
        "/core/{d}/customers?page=one&pageSize=10, page",
        "/core/{d}/subscriptions?page=1&pageSize=10&isActive=maybe, isActive",
        "/core/{d}/subscriptions?page=1&pageSize=10&orderBy=shoeSize, orderBy",
        "/core/{d}/products?page=1&pageSize=10&visibilityType=4, visibilityType"
    })
    void namesTheQueryParameterThatIsWrong(String path, String parameter) throws Exception {
        var answer = SANDBOX.get(path);
        assertEquals(400, answer.status());
        assertEquals(parameter, answer.json().at("/errors/0/field").asString(), answer.text());
        assertTrue(answer.message().startsWith(parameter), answer.text());
    }

    @Test
    void refusesABodyThatIsNoJsonObject() throws Exception {
        assertEquals(400, SANDBOX.post("/core/{d}/customers", "firstName=Ada").status());
        assertEquals(400, SANDBOX.post("/core/{d}/customers", "[]").status());
        assertEquals(400, SANDBOX.post("/core/{d}/customers", "").status());
    }

    @Test
    void pagesThroughAllInvoicesWithoutRepeatingOrLosingOne() throws Exception {
        Set<String> numbers = new HashSet<>();
        int page = 1;
        JsonNode json;
        do {
            json = SANDBOX.get("/core/{d}/companies/invoices?pageSize=25&page=" + page)
                    .json();
            for (JsonNode row : json.get("results")) {
                assertTrue(numbers.add(row.get("invoiceNumber").asString()));
            }
        } while (page++ < json.get("pageCount").intValue());
        assertEquals(json.get("rowCount").intValue(), numbers.size());
        assertTrue(json.get("pageCount").intValue() >= 5, "only " + json.get("pageCount") + " pages");
    }

    @Test
    void answersAnEmptyPageBehindTheLast() throws Exception {
        JsonNode json =
                SANDBOX.get("/core/{d}/customers?page=2147483647&pageSize=100").json();
        assertEquals(0, json.get("results").size());
        assertEquals(40, json.get("rowCount").intValue());
    }

    @Test
    void sortsByTheFieldThatIsAskedFor() throws Exception {
        JsonNode up = SANDBOX.get("/core/{d}/companies/invoices?page=1&pageSize=2&orderBy=amount")
                .json();
        JsonNode down = SANDBOX.get("/core/{d}/companies/invoices?page=1&pageSize=2&orderByDescending=amount")
                .json();
        assertTrue(amount(up, 0) <= amount(up, 1));
        assertTrue(amount(down, 0) >= amount(down, 1));
        assertTrue(amount(down, 0) > amount(up, 0));
    }

    private static int amount(JsonNode page, int row) {
        return page.get("results").get(row).get("amount").intValue();
    }
}

package dev.patchbay.sandbox.billsby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

class BillsbyCatalogueTest {
    @RegisterExtension
    static final SandboxServer SANDBOX = new SandboxServer();

    @Test
    void buildsAProductUpToASubscription() throws Exception {
        JsonNode product = SANDBOX.post(
                        "/core/{d}/products", "{\"name\":\"Acme Mail\",\"billingCurrency\":\"EUR\",\"visibility\":2}")
                .json();
        String path = "/core/{d}/products/" + product.get("productId").intValue();
        assertEquals("€X.XX", product.get("billingCurrencyTemplate").asString());
        JsonNode plan = SANDBOX.post(
                        path + "/plans", "{\"name\":\"Basic\",\"pricingModel\":2,\"featureTags\":\"mail, basic\"}")
                .json();
        int planId = plan.get("planId").intValue();
        assertEquals(2, plan.get("featureTags").size());
        JsonNode cycles =
                SANDBOX.post(path + "/plans/" + planId + "/cycles", """
                        {"cyclesInputModel":[{"frequency":3,"frequencyType":3,"price":250,"billingDateType":1,
                          "visibility":0,"setupFeePrice":1000}],"addonPlanInputModels":[{"addonId":801,"isForced":true}]}
                        """).json();
        int cycleId = cycles.at("/0/cycleId").intValue();
        SANDBOX.post("/core/{d}/customers/CUSSVEN001/subscriptions", "{\"cycleId\":" + cycleId + ",\"units\":4}");
        JsonNode invoice =
                SANDBOX.get("/core/{d}/customers/CUSSVEN001/invoices").json().get(0);
        assertEquals(4 * 250 + 1000 + 450, invoice.get("amount").intValue());
        assertEquals("€24.50", invoice.get("formattedAmount").asString());
        JsonNode plans = SANDBOX.get(path + "/plans").json();
        assertTrue(plans.at("/0/hasActiveSubscription").booleanValue());
    }

    @Test
    void changesAProductAndKeepsWhatIsNotNamed() throws Exception {
        JsonNode changed = SANDBOX.put(
                        "/core/{d}/products/503", "{\"displayName\":\"Help\",\"isPhoneNumberRequired\":true}")
                .json();
        assertEquals("Help", changed.get("displayName").asString());
        assertEquals("Acme Support", changed.get("name").asString());
        assertTrue(changed.get("isPhoneNumberRequired").booleanValue());
    }

    @Test
    void changesNothingOfAProductWhenOneFieldIsWrong() throws Exception {
        var answer = SANDBOX.put(
                "/core/{d}/products/503", "{\"name\":\"New\",\"orderedCustomFields\":{\"customFieldID\":1}}");
        assertEquals("orderedCustomFields", answer.json().at("/errors/0/field").asString());
        assertEquals(
                "Acme Support",
                SANDBOX.get("/core/{d}/products/503").json().get("name").asString());
    }

    @Test
    void findsProductsByNameAndVisibility() throws Exception {
        assertEquals(2, rows("/core/{d}/products?page=1&pageSize=5&search=cloud"));
        assertEquals(0, rows("/core/{d}/products?page=1&pageSize=5&visibilityType=3"));
        assertEquals(3, rows("/core/{d}/products?page=1&pageSize=5&visibilityType=0"));
    }

    @Test
    void ordersThePlansOfAProduct() throws Exception {
        String path = "/core/{d}/products/501/plans";
        assertEquals(
                "\"success\"",
                SANDBOX.put(path + "/orders", "{\"orderedPlanIds\":[6103,6101,6102]}")
                        .text());
        assertEquals(6103, SANDBOX.get(path).json().at("/0/planId").intValue());
        assertEquals(
                400,
                SANDBOX.put(path + "/orders", "{\"orderedPlanIds\":[6103]}").status());
    }

    @Test
    void changesAPlanAndThePriceOfItsCycle() throws Exception {
        var answer = SANDBOX.put(
                "/core/{d}/products/501/plans/6101",
                "{\"displayName\":\"First steps\",\"cycles\":{\"cycleId\":7101,\"price\":3100}}");
        assertEquals("\"success\"", answer.text());
        JsonNode plan = SANDBOX.get("/core/{d}/products/501/plans").json().get(0);
        assertEquals("First steps", plan.get("displayName").asString());
        assertEquals(3100, plan.at("/cycles/0/pricingModel/price").intValue());
        assertEquals(29000, plan.at("/cycles/1/pricingModel/price").intValue());
    }

    @Test
    void namesTheFieldThatACycleLacks() throws Exception {
        String path = "/core/{d}/products/501/plans/6101/cycles";
        var none = SANDBOX.post(path, "{\"cyclesInputModel\":[]}");
        assertEquals("addonPlanInputModels", none.json().at("/errors/0/field").asString());
        var half = SANDBOX.post(path, "{\"cyclesInputModel\":[{\"frequency\":1}],\"addonPlanInputModels\":[]}");
        assertEquals(
                "cyclesInputModel[0].frequencyType",
                half.json().at("/errors/0/field").asString());
    }

    @Test
    void wrapsTheSupplementsOfASubscriptionAndNotThoseOfTheCompany() throws Exception {
        assertTrue(SANDBOX.get("/core/{d}/addons").json().isArray());
        assertTrue(SANDBOX.get("/core/{d}/allowances").json().isArray());
        JsonNode allowances =
                SANDBOX.get("/billing/{d}/subscriptions/SUBUGO0001/allowances").json();
        assertEquals(7150, allowances.at("/allowances/0/usage").intValue());
        assertEquals(
                2,
                SANDBOX.get("/billing/{d}/subscriptions/SUBUGO0001/addons")
                        .json()
                        .get("addons")
                        .size());
    }

    @Test
    void createsAndChangesACustomField() throws Exception {
        String path = "/core/{d}/customfields";
        var created = SANDBOX.post(
                path,
                "{\"description\":\"d\",\"type\":5,\"label\":\"Colour\",\"options\":\"red,blue\",\"compulsory\":false}");
        assertEquals("\"success\"", created.text());
        var list = SANDBOX.get(path);
        assertTrue(list.contentType().startsWith("text/plain"), list.contentType());
        int id = list.json().at("/2/customFieldId").intValue();
        assertEquals(
                "\"success\"",
                SANDBOX.put(path + "/" + id, "{\"compulsory\":true}").text());
        JsonNode changed = SANDBOX.get(path).json().get(2);
        assertTrue(changed.get("compulsory").booleanValue());
        assertEquals("Colour", changed.get("label").asString());
        assertEquals(
                "type",
                SANDBOX.post(path, "{\"description\":\"d\",\"type\":6}")
                        .json()
                        .at("/errors/0/field")
                        .asString());
    }

    @Test
    void showsAChangedResponseWithItsFieldAsItIsNow() throws Exception {
        SANDBOX.put("/core/{d}/customfields/401", "{\"label\":\"Project\"}");
        String path = "/core/{d}/customfieldResponses";
        int id = SANDBOX.get(path + "?customerUniqueId=CUSUGO0001&productId=503")
                .json()
                .at("/0/customFieldResponseId")
                .intValue();
        JsonNode changed = SANDBOX.put(path + "/" + id, "{\"value\":\"P-9\"}").json();
        assertEquals("P-9", changed.at("/0/value").asString());
        assertEquals("Project", changed.at("/0/customField/label").asString());
    }

    private static int rows(String path) throws Exception {
        return SANDBOX.get(path).json().get("rowCount").intValue();
    }
}

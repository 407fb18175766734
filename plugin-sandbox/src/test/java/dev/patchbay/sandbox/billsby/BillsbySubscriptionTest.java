package dev.patchbay.sandbox.billsby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class BillsbySubscriptionTest {
    @RegisterExtension
    static final SandboxServer SANDBOX = new SandboxServer();

    private static final String NEW_CUSTOMER = """
            {"firstName":"Ada","lastName":"Byron","email":"ada@example.com","cycleId":7301,"Units":3,
             "address":{"city":"London"},"cardDetails":{"last4Digits":"%s"},
             "couponCodes":[{"planId":6301,"couponCode":"WELCOME10"}],
             "addOns":[{"addOnId":801,"quantity":2}],"allowances":[901],
             "customFieldResponse":[{"customFieldId":401,"value":"CC-1"}]}
            """;

    @Test
    void cancelsAndThenRefundsTheLatestInvoice() throws Exception {
        assertEquals(
                "\"success\"", cancel(FixedIds.NORA_SUBSCRIPTION, FixedIds.NORA).text());
        assertEquals(
                "Cancelled", details(FixedIds.NORA_SUBSCRIPTION).get("status").asString());
        JsonNode latest =
                SANDBOX.get("/core/{d}/customers/CUSNORA001/invoices").json().get(0);
        assertEquals(FixedIds.NORA_INVOICE, latest.get("invoiceNumber").asString());
        assertEquals(14900, latest.get("refundableAmount").intValue());
        var refund = SANDBOX.post(
                "/core/{d}/customers/CUSNORA001/refunds", "{\"invoiceNumber\":\"INV-10492\",\"amount\":14900}");
        assertEquals(0, refund.json().get("amount").intValue());
        assertEquals(400, cancel(FixedIds.NORA_SUBSCRIPTION, FixedIds.NORA).status());
    }

    @ParameterizedTest
    @CsvSource({"SUBROSA001, CUSROSA001, INV-10503", "SUBPIA0001, CUSPIA0001, INV-10501"})
    void refusesToCancelWhileAnInvoiceIsOpen(String subscription, String customer, String invoice) throws Exception {
        var answer = cancel(subscription, customer);
        assertEquals(400, answer.status());
        assertTrue(answer.message().contains(invoice), answer.text());
        assertEquals("Active", details(subscription).get("status").asString());
    }

    @Test
    void cancelsOnceTheOpenInvoiceIsWrittenOff() throws Exception {
        SANDBOX.put("/core/{d}/invoices/INV-10503/WrittenOff", null);
        assertEquals(200, cancel(FixedIds.ROSA_SUBSCRIPTION, FixedIds.ROSA).status());
    }

    @Test
    void demandsTheCustomerForACancellation() throws Exception {
        var none = SANDBOX.delete("/core/{d}/subscriptions/SUBNORA001");
        assertEquals("customerUniqueId", none.json().at("/errors/0/field").asString());
        assertEquals(400, cancel(FixedIds.NORA_SUBSCRIPTION, FixedIds.OMAR).status());
    }

    @Test
    void changesThePlanAtOnceAndInvoicesIt() throws Exception {
        assertEquals(
                "\"success\"", changePlan("\"planId\":6102,\"cycleId\":7103").text());
        assertEquals(6102, details(FixedIds.OMAR_SUBSCRIPTION).get("planId").intValue());
        JsonNode newest =
                SANDBOX.get("/core/{d}/customers/CUSOMAR001/invoices").json().get(0);
        assertEquals(14900, newest.get("amount").intValue());
        assertEquals("Paid", newest.get("status").asString());
        assertEquals("PlanChanged", eventTypes(FixedIds.OMAR_SUBSCRIPTION).get(2));
    }

    @Test
    void takesTheUnusedDaysOffTheFirstInvoiceOfTheNewPlan() throws Exception {
        changePlan("\"planId\":6102,\"cycleId\":7103,\"issueRefund\":true");
        int amount = SANDBOX.get("/core/{d}/customers/CUSOMAR001/invoices")
                .json()
                .at("/0/amount")
                .intValue();
        assertTrue(amount < 14900 && amount > 14900 - 2900, "charged " + amount);
    }

    @Test
    void changesThePlanOnRenewalWithoutAnInvoice() throws Exception {
        int before =
                SANDBOX.get("/core/{d}/customers/CUSOMAR001/invoices").json().size();
        changePlan("\"planId\":6102,\"cycleId\":7103,\"planChangeType\":2");
        JsonNode details = details(FixedIds.OMAR_SUBSCRIPTION);
        assertEquals(6101, details.get("planId").intValue());
        assertEquals(6102, details.get("planIdNext").intValue());
        assertEquals(14900, details.get("nextBillingAmount").intValue());
        assertEquals(
                before,
                SANDBOX.get("/core/{d}/customers/CUSOMAR001/invoices").json().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'planId':6102,'cycleId':7101|cycleId",
                "'planId':6102,'cycleId':1|cycleId",
                "'planId':6102|cycleId",
                "'planId':'6102','cycleId':7103|planId",
                "'planId':6201,'cycleId':7201|planId",
                "'planId':6102,'cycleId':7103,'planChangeType':3|planChangeType",
                "'planId':6102,'cycleId':7103,'units':0|units",
                "'planId':6102,'cycleId':7103,'addOns':[{'quantity':1}]|addOns[0].addOnId",
                "'planId':6102,'cycleId':7103,'allowances':[1]|allowances"
            })
    void namesTheFieldThatMakesAPlanChangeImpossible(String fields, String field) throws Exception {
        var answer = changePlan(fields.replace('\'', '"'));
        assertEquals(400, answer.status());
        assertEquals(field, answer.json().at("/errors/0/field").asString(), answer.text());
        assertEquals(6101, details(FixedIds.OMAR_SUBSCRIPTION).get("planId").intValue());
    }

    @Test
    void createsACustomerWithASubscriptionAndAPaidInvoice() throws Exception {
        JsonNode created = SANDBOX.post("/core/{d}/subscriptions", NEW_CUSTOMER.formatted("4242"))
                .json();
        String customer = created.get("customerUniqueId").asString();
        String subscription = created.get("subscriptionUniqueId").asString();
        JsonNode invoice = SANDBOX.get("/core/{d}/customers/" + customer + "/invoices")
                .json()
                .get(0);
        assertEquals(2700 - 270 + 1000, invoice.get("amount").intValue());
        assertEquals(3, details(subscription).get("units").intValue());
        String billing = "/billing/{d}/subscriptions/" + subscription;
        assertEquals(
                2,
                SANDBOX.get(billing + "/addons").json().at("/addons/0/quantity").intValue());
        assertEquals(
                901,
                SANDBOX.get(billing + "/allowances")
                        .json()
                        .at("/allowances/0/id")
                        .intValue());
        JsonNode responses = SANDBOX.get("/core/{d}/customfieldResponses?customerUniqueId=" + customer)
                .json();
        assertEquals("CC-1", responses.at("/0/value").asString());
    }

    @Test
    void keepsNothingOfASubscriptionWhoseCardIsDeclined() throws Exception {
        int before = rows("/core/{d}/customers?page=1&pageSize=1");
        assertEquals(
                402,
                SANDBOX.post("/core/{d}/subscriptions", NEW_CUSTOMER.formatted("0002"))
                        .status());
        assertEquals(before, rows("/core/{d}/customers?page=1&pageSize=1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"firstName", "lastName", "email", "cycleId", "Units", "address", "cardDetails"})
    void namesTheFieldThatANewSubscriptionLacks(String field) throws Exception {
        String body = NEW_CUSTOMER.formatted("4242").replace("\"" + field + "\":", "\"not_" + field + "\":");
        var answer = SANDBOX.post("/core/{d}/subscriptions", body);
        assertEquals(400, answer.status());
        assertEquals(field, answer.json().at("/errors/0/field").asString(), answer.text());
    }

    @Test
    void addsASubscriptionToACustomer() throws Exception {
        var answer = SANDBOX.post(
                "/core/{d}/customers/CUSSVEN001/subscriptions",
                "{\"cycleId\":7101,\"allowances\":901,\"shippingAddress\":{\"city\":\"Bergen\"}}");
        String subscription = answer.json().get("subscriptionUniqueId").asString();
        JsonNode listed =
                SANDBOX.get("/core/{d}/customers/CUSSVEN001/subscriptions").json();
        assertEquals(subscription, listed.at("/0/subscriptionId").asString());
        assertEquals(
                "Bergen",
                SANDBOX.get("/core/{d}/subscriptions/" + subscription + "/shippingAddress")
                        .json()
                        .get("city")
                        .asString());
    }

    @Test
    void chargesNothingWhileASubscriptionIsFree() throws Exception {
        JsonNode created = SANDBOX.post("/core/{d}/customers/CUSSVEN001/subscriptions", "{\"cycleId\":7303}")
                .json();
        assertEquals(
                0, SANDBOX.get("/core/{d}/customers/CUSSVEN001/invoices").json().size());
        JsonNode trials = SANDBOX.get("/core/{d}/subscriptions?page=1&pageSize=10&isInFreeTrial=true")
                .json();
        assertEquals(
                created.get("subscriptionUniqueId").asString(),
                trials.at("/results/0/subscriptionUniqueID").asString());
        assertEquals(2, trials.get("rowCount").intValue());
    }

    @Test
    void pausesASubscriptionUntilItsNewRenewalDate() throws Exception {
        LocalDate date = LocalDate.now(ZoneOffset.UTC).plusDays(90);
        var answer = SANDBOX.put(
                "/core/{d}/subscriptions/SUBNORA001/renewaldate",
                "{\"pauseSubscription\":true,\"newRenewalDate\":\"" + date + "\"}");
        assertEquals("{}", answer.text());
        JsonNode details = details(FixedIds.NORA_SUBSCRIPTION);
        assertEquals("Paused", details.get("status").asString());
        assertTrue(details.get("nextBillingDate").asString().startsWith(date.toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2020-01-01", "tomorrow", "2020-13-01"})
    void refusesARenewalDateThatIsPastOrNone(String date) throws Exception {
        var answer =
                SANDBOX.put("/core/{d}/subscriptions/SUBNORA001/renewaldate", "{\"newRenewalDate\":\"" + date + "\"}");
        assertEquals("newRenewalDate", answer.json().at("/errors/0/field").asString(), answer.text());
    }

    @Test
    void logsWhatHappensNewestFirst() throws Exception {
        JsonNode before = SANDBOX.get("/core/{d}/subscriptions/SUBPIA0001/logs?page=1&pageSize=1")
                .json();
        assertEquals("PaymentFailed", before.at("/results/0/type").asString());
        SANDBOX.put("/core/{d}/invoices/INV-10501/Payment", null);
        JsonNode after = SANDBOX.get("/core/{d}/subscriptions/SUBPIA0001/logs?page=1&pageSize=1")
                .json();
        assertEquals("PaymentSucceeded", after.at("/results/0/type").asString());
        assertEquals(
                FixedIds.PIA_INVOICE,
                after.at("/results/0/eventData/invoiceNumber").asString());
        assertEquals(
                before.get("rowCount").intValue() + 1, after.get("rowCount").intValue());
    }

    @Test
    void tagsSeveralSubscriptionsAndUntagsOne() throws Exception {
        var added = SANDBOX.post(
                "/core/{d}/subscriptions/tags",
                "{\"subscriptionUniqueIds\":[\"SUBNORA001\",\"SUBOMAR001\"],\"tagNames\":[\"vip\",\"eu\"]}");
        assertEquals("\"Success\"", added.text());
        assertEquals(
                "\"Success\"",
                SANDBOX.delete("/core/{d}/subscriptions/tags/vip?subsId=SUBNORA001")
                        .text());
        JsonNode split =
                SANDBOX.get("/core/{d}/subscriptions/SUBNORA001/tags/split").json();
        assertEquals("[\"eu\"]", split.get("subscriptionFeatureTags").toString());
        assertEquals(3, split.get("planFeatureTags").size());
        assertTrue(SANDBOX.get("/core/{d}/customers/CUSOMAR001/subscriptions/featuretags")
                .text()
                .contains("vip"));
        assertEquals(
                "\"Success\"",
                SANDBOX.delete("/core/{d}/subscriptions/tags/vip").text());
        assertEquals(404, SANDBOX.delete("/core/{d}/subscriptions/tags/vip").status());
    }

    @Test
    void changesTheShippingAddress() throws Exception {
        String path = "/core/{d}/subscriptions/SUBNORA001/shippingAddress";
        assertEquals("Portland", SANDBOX.get(path).json().get("city").asString());
        assertEquals(
                "\"success\"",
                SANDBOX.put(path, "{\"city\":\"Oslo\",\"country\":\"NOR\"}").text());
        assertEquals("Oslo", SANDBOX.get(path).json().get("city").asString());
    }

    @Test
    void countsUpDownAndToAValue() throws Exception {
        assertEquals(7150, usage(""));
        count("Increment", 50);
        assertEquals(7200, usage(""));
        count("Decrement", 200);
        assertEquals(7000, usage(""));
        count("Set", 9);
        assertEquals(9, usage(""));
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        assertEquals(7150 - 2400, usage("?from=" + today.minusDays(10) + "&to=" + today.minusDays(1)));
        assertEquals(400, count("Multiply", 2).status());
        assertEquals(
                404,
                SANDBOX.get("/counters/usage/{d}/subscriptions/SUBUGO0001/counters/OTHER")
                        .status());
    }

    @Test
    void filtersSubscriptionsByStateAndName() throws Exception {
        int all = rows("/core/{d}/subscriptions?page=1&pageSize=1");
        int active = rows("/core/{d}/subscriptions?page=1&pageSize=1&isActive=true");
        int other = rows("/core/{d}/subscriptions?page=1&pageSize=1&isActive=false");
        assertEquals(all, active + other);
        assertTrue(other >= 4, "only " + other);
        JsonNode plans = SANDBOX.get("/core/{d}/subscriptions?page=1&pageSize=100&planName=priority")
                .json();
        for (JsonNode row : plans.get("results")) {
            assertEquals("Priority", row.get("planName").asString());
        }
        assertTrue(plans.get("rowCount").intValue() > 0);
    }

    private static SandboxServer.Answer cancel(String subscription, String customer) throws Exception {
        return SANDBOX.delete("/core/{d}/subscriptions/" + subscription + "?customerUniqueId=" + customer);
    }

    private static SandboxServer.Answer changePlan(String fields) throws Exception {
        return SANDBOX.put(
                "/core/{d}/subscriptions/SUBOMAR001/plan", "{\"customerUniqueId\":\"CUSOMAR001\"," + fields + "}");
    }

    private static JsonNode details(String subscription) throws Exception {
        return SANDBOX.get("/core/{d}/subscriptions/" + subscription).json();
    }

    private static List<String> eventTypes(String subscription) throws Exception {
        return SANDBOX.get("/core/{d}/subscriptions/" + subscription + "/logs?page=1&pageSize=10")
                .json()
                .get("results")
                .valueStream()
                .map(event -> event.get("type").asString())
                .toList();
    }

    private static int rows(String path) throws Exception {
        return SANDBOX.get(path).json().get("rowCount").intValue();
    }

    private static int usage(String query) throws Exception {
        String path = "/counters/usage/{d}/subscriptions/SUBUGO0001/counters/" + FixedIds.API_CALLS_COUNTER;
        return SANDBOX.get(path + query).json().get("usage").intValue();
    }

    private static SandboxServer.Answer count(String operation, int value) throws Exception {
        return SANDBOX.post(
                "/counters/operations/{d}/subscriptions/SUBUGO0001/counters/" + FixedIds.API_CALLS_COUNTER,
                "{\"operationType\":\"" + operation + "\",\"value\":" + value + "}");
    }
}

package dev.patchbay.sandbox.billsby;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class BillsbyMoneyTest {
    @RegisterExtension
    static final SandboxServer SANDBOX = new SandboxServer();

    @Test
    void refundsTwiceUntilNothingIsLeft() throws Exception {
        var first = refund(FixedIds.NORA, FixedIds.NORA_INVOICE, 4900);
        assertEquals(200, first.status());
        assertTrue(first.contentType().startsWith("text/plain"), first.contentType());
        assertEquals(10000, first.json().get("amount").intValue());
        assertEquals(
                "PartiallyRefunded",
                invoice(FixedIds.NORA_INVOICE).get("status").asString());

        assertEquals(
                0,
                refund(FixedIds.NORA, FixedIds.NORA_INVOICE, 10000)
                        .json()
                        .get("amount")
                        .intValue());
        JsonNode invoice = invoice(FixedIds.NORA_INVOICE);
        assertEquals("Refunded", invoice.get("status").asString());
        assertEquals("0", invoice.get("refundableAmount").asString());
    }

    @Test
    void refusesToRefundMoreThanIsLeft() throws Exception {
        refund(FixedIds.NORA, FixedIds.NORA_INVOICE, 14000);
        var answer = refund(FixedIds.NORA, FixedIds.NORA_INVOICE, 901);
        assertEquals(400, answer.status());
        assertTrue(answer.message().contains("900 left"), answer.text());
        assertEquals(
                "900", invoice(FixedIds.NORA_INVOICE).get("refundableAmount").asString());
    }

    @Test
    void refusesToRefundWhatWasNeverPaid() throws Exception {
        assertEquals(400, refund(FixedIds.PIA, FixedIds.PIA_INVOICE, 100).status());
    }

    @Test
    void refusesToRefundTheInvoiceOfAnotherCustomer() throws Exception {
        assertEquals(404, refund(FixedIds.PIA, FixedIds.NORA_INVOICE, 100).status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'amount':1}|invoiceNumber",
                "{'invoiceNumber':'INV-10492'}|amount",
                "{'invoiceNumber':'INV-10492','amount':'100'}|amount",
                "{'invoiceNumber':'INV-10492','amount':1.5}|amount",
                "{'invoiceNumber':'INV-10492','amount':0}|amount",
                "{'invoiceNumber':'INV-10492','amount':99999999999}|amount",
                "{'invoiceNumber':10492,'amount':1}|invoiceNumber"
            })
    void namesTheFieldThatMakesARefundImpossible(String body, String field) throws Exception {
        var answer = SANDBOX.post("/core/{d}/customers/CUSNORA001/refunds", body.replace('\'', '"'));
        assertEquals(400, answer.status());
        assertEquals(field, answer.json().at("/errors/0/field").asString(), answer.text());
    }

    @Test
    void leavesACreditNoteBehindARefund() throws Exception {
        String path = "/core/{d}/customers/CUSNORA001/creditNotes";
        assertEquals(0, SANDBOX.get(path).json().size());
        refund(FixedIds.NORA, FixedIds.NORA_INVOICE, 4900);
        JsonNode notes = SANDBOX.get(path).json();
        assertEquals("4900", notes.at("/0/amount").asString());
        assertEquals("Paid", notes.at("/0/status").asString());
    }

    @Test
    void takesTheMoneyOfAnUnpaidInvoiceWhenTheCardWorks() throws Exception {
        var answer = SANDBOX.put("/core/{d}/invoices/INV-10501/Payment", null);
        assertEquals("\"success\"", answer.text());
        assertEquals("Paid", invoice(FixedIds.PIA_INVOICE).get("status").asString());
        JsonNode log = SANDBOX.get("/core/{d}/customers/CUSPIA0001/invoices/INV-10501/paymentlogs")
                .json();
        assertEquals(2, log.size());
        assertEquals("Success", log.at("/1/status").asString());
    }

    @Test
    void saysThatTheCardIsDeclinedAndLeavesTheInvoiceUnpaid() throws Exception {
        var answer = SANDBOX.put("/core/{d}/invoices/INV-10502/Payment", null);
        assertEquals(402, answer.status());
        assertTrue(answer.message().contains("card declined"), answer.text());
        assertEquals("Unpaid", invoice(FixedIds.QUINN_INVOICE).get("status").asString());
    }

    @Test
    void paysWithANewCardWhatTheOldOneDeclined() throws Exception {
        var change = SANDBOX.put(
                "/core/{d}/customers/CUSQUIN001/paymentCard",
                "{\"paymentCardtoken\":\"tok_1\",\"last4Digits\":\"4242\",\"expiryMonth\":12,\"expiryYear\":2060}");
        assertEquals("\"Success\"", change.text());
        assertEquals(
                200, SANDBOX.put("/core/{d}/invoices/INV-10502/Payment", null).status());
    }

    @ParameterizedTest
    @CsvSource({"INV-10492, Paid", "INV-10503, Pending"})
    void refusesToReattemptWhatIsNotUnpaid(String number, String status) throws Exception {
        var answer = SANDBOX.put("/core/{d}/invoices/" + number + "/Payment", null);
        assertEquals(400, answer.status());
        assertTrue(answer.message().contains(status), answer.text());
    }

    @ParameterizedTest
    @CsvSource({"WrittenOff, WrittenOff", "PaidOffline, PaidOffline"})
    void settlesADebtWithoutTheCardAndOnlyOnce(String operation, String status) throws Exception {
        String path = "/core/{d}/invoices/INV-10502/" + operation;
        assertEquals("\"success\"", SANDBOX.put(path, null).text());
        assertEquals(status, invoice(FixedIds.QUINN_INVOICE).get("status").asString());
        assertEquals(400, SANDBOX.put(path, null).status());
        assertEquals(400, refund(FixedIds.QUINN, FixedIds.QUINN_INVOICE, 1).status());
    }

    @Test
    void chargesOnceAndShowsAPaidInvoice() throws Exception {
        var answer = charge(FixedIds.OMAR, "{\"description\":\"Set-up\",\"currencyCode\":\"USD\",\"amount\":100000}");
        assertEquals("true", answer.text());
        assertTrue(answer.contentType().startsWith("text/plain"), answer.contentType());
        JsonNode newest =
                SANDBOX.get("/core/{d}/customers/CUSOMAR001/invoices").json().get(0);
        assertEquals(100000, newest.get("amount").intValue());
        assertEquals("$1,000.00", newest.get("formattedAmount").asString());
        assertEquals("Paid", newest.get("status").asString());
        JsonNode details = invoice(newest.get("invoiceNumber").asString());
        assertEquals(
                "Set-up",
                details.at("/subscriptions/0/subscriptionItems/0/description").asString());
    }

    @Test
    void makesNoInvoiceWhenAOneTimeChargeIsDeclined() throws Exception {
        int before =
                SANDBOX.get("/core/{d}/customers/CUSQUIN001/invoices").json().size();
        assertEquals(
                402,
                charge(FixedIds.QUINN, "{\"description\":\"x\",\"currencyCode\":\"USD\",\"amount\":1}")
                        .status());
        assertEquals(
                before,
                SANDBOX.get("/core/{d}/customers/CUSQUIN001/invoices").json().size());
    }

    @Test
    void takesANegativeChargeForACredit() throws Exception {
        assertEquals(
                "true",
                charge(FixedIds.SVEN, "{\"description\":\"x\",\"currencyCode\":\"USD\",\"amount\":-250}")
                        .text());
        assertEquals(
                "250",
                SANDBOX.get("/core/{d}/customers/CUSSVEN001/creditNotes")
                        .json()
                        .at("/0/amount")
                        .asString());
        assertEquals(
                0, SANDBOX.get("/core/{d}/customers/CUSSVEN001/invoices").json().size());
    }

    @Test
    void refusesACurrencyThatItDoesNotKnow() throws Exception {
        var answer = charge(FixedIds.OMAR, "{\"description\":\"x\",\"currencyCode\":\"XXX\",\"amount\":1}");
        assertEquals("currencyCode", answer.json().at("/errors/0/field").asString(), answer.text());
    }

    @Test
    void paysOutAFailedCreditNoteOnce() throws Exception {
        String path = "/core/{d}/creditNotes/" + FixedIds.UGO_CREDIT_NOTE + "/Payment";
        assertEquals(1, rows("/core/{d}/companies/creditnotes?page=1&pageSize=10&isFailed=true"));
        assertEquals("\"success\"", SANDBOX.put(path, null).text());
        assertEquals(0, rows("/core/{d}/companies/creditnotes?page=1&pageSize=10&isFailed=true"));
        assertEquals(400, SANDBOX.put(path, null).status());
    }

    @ParameterizedTest
    @CsvSource({
        "isPending, Pending",
        "isPaid, Paid",
        "isUnpaid, Unpaid",
        "isPaidOffline, PaidOffline",
        "isWrittenOff, WrittenOff"
    })
    void filtersInvoicesByTheirState(String flag, String status) throws Exception {
        JsonNode page = SANDBOX.get("/core/{d}/companies/invoices?page=1&pageSize=100&" + flag + "=true")
                .json();
        assertTrue(page.get("rowCount").intValue() > 0);
        for (JsonNode row : page.get("results")) {
            assertEquals(status, row.get("status").asString());
        }
    }

    @Test
    void findsInvoicesByTheNameOfTheCustomer() throws Exception {
        assertEquals(4, rows("/core/{d}/companies/invoices?page=1&pageSize=10&query=lindqvist"));
    }

    private static int rows(String path) throws Exception {
        return SANDBOX.get(path).json().get("rowCount").intValue();
    }

    private static SandboxServer.Answer refund(String customer, String invoice, int amount) throws Exception {
        return SANDBOX.post(
                "/core/{d}/customers/" + customer + "/refunds",
                "{\"invoiceNumber\":\"" + invoice + "\",\"amount\":" + amount + "}");
    }

    private static SandboxServer.Answer charge(String customer, String body) throws Exception {
        return SANDBOX.post("/core/{d}/customers/" + customer + "/invoices", body);
    }

    private static JsonNode invoice(String number) throws Exception {
        return SANDBOX.get("/core/invoices/" + number).json();
    }
}

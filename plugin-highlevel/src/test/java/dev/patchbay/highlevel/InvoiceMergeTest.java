package dev.patchbay.highlevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.testkit.Answer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class InvoiceMergeTest {
    private static final String TOOL = "update_a_highlevel_invoice_by_id";
    private static final String READ = "GET /invoices/inv1?altId=loc1&altType=location";
    private static final Map<String, Object> LATE_FEES = Map.of(
            "enable",
            true,
            "value",
            5,
            "type",
            "percentage",
            "frequency",
            Map.of("intervalCount", 1, "interval", "day"));
    private static final String INVOICE = """
            {
              "_id": "inv1", "altId": "loc1", "altType": "location", "status": "draft", "liveMode": true,
              "name": "March", "title": null, "currency": "USD", "invoiceNumber": 1001, "invoiceNumberPrefix": "INV-",
              "businessDetails": {"name": "ABC Corp.", "_id": "b1", "address": {"city": "Austin", "_id": "a1"}},
              "contactDetails": {"id": "con1", "name": "Ann", "phoneNo": "+15550100", "email": "ann@example.com",
                                 "customFields": [], "companyName": null},
              "issueDate": "2026-01-01T00:00:00.000Z", "dueDate": "2026-01-15",
              "discount": {"type": "percentage", "value": 0},
              "invoiceItems": [
                {"_id": "it1", "name": "Work", "currency": "USD", "amount": 99.50, "qty": 2, "taxes":
                  [{"_id": "tax1", "name": "VAT", "rate": 20, "updatedAt": "2026-01-01"}]},
                {"_id": "it2", "name": "Travel", "currency": "USD", "amount": 10, "qty": 1, "taxes": []}],
              "xeroDetails": {"anything": {"_id": "kept"}},
              "paymentSchedule": {"type": "fixed", "schedules": [{"value": 100}]},
              "lateFeesConfiguration": {"enable": false}, "total": 248.8, "amountPaid": 0, "amountDue": 248.8,
              "totalSummary": {"subTotal": 209}, "remindersConfiguration": {}, "createdAt": "2026-01-01T00:00:00.000Z",
              "sentTo": {"email": []}
            }""";
    private static final String SAVED = "{\"_id\": \"inv1\", \"status\": \"draft\", \"total\": 248.8}";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void keepsWhatIsNotGivenAndSendsOnlyWhatTheVendorTakes() {
        bench.vendor.answers(200, INVOICE).answers(200, SAVED);
        Map<?, ?> answer = change(Map.of("dueDate", "2026-02-01"));
        assertEquals(List.of(READ, "PUT /invoices/inv1"), bench.asked());
        assertEquals(List.of("2021-07-28", "2021-07-28"), bench.versions());
        assertEquals(json("""
                {
                  "altId": "loc1", "altType": "location",
                  "name": "March", "currency": "USD", "invoiceNumber": "1001", "invoiceNumberPrefix": "INV-",
                  "businessDetails": {"name": "ABC Corp.", "address": {"city": "Austin"}},
                  "contactDetails": {"id": "con1", "name": "Ann", "phoneNo": "+15550100", "email": "ann@example.com",
                                     "customFields": []},
                  "issueDate": "2026-01-01", "dueDate": "2026-02-01", "liveMode": true,
                  "discount": {"type": "percentage", "value": 0},
                  "invoiceItems": [
                    {"name": "Work", "currency": "USD", "amount": 99.50, "qty": 2, "taxes":
                      [{"_id": "tax1", "name": "VAT", "rate": 20}]},
                    {"name": "Travel", "currency": "USD", "amount": 10, "qty": 1, "taxes": []}],
                  "xeroDetails": {"anything": {"_id": "kept"}},
                  "paymentSchedule": {"type": "fixed", "schedules": [{"value": 100}]}
                }"""), json(bench.vendor.last().text()));
        assertEquals(Map.of("_id", "inv1", "status", "draft"), without(answer.get("invoice"), "total"));
        assertEquals(List.of("dueDate: 2026-01-15 -> 2026-02-01"), answer.get("changed"));
    }

    @Test
    void saysOfEveryValueHowItChanged() {
        bench.vendor.answers(200, INVOICE).answers(200, SAVED);
        Map<?, ?> answer = change(Map.of(
                "title",
                "INVOICE",
                "issueDate",
                "2026-01-01T09:30:00Z",
                "discount",
                Map.of("type", "fixed"),
                "invoiceItems",
                List.of(
                        Map.of("name", "Work", "currency", "USD", "amount", 120, "qty", 2.0, "taxes", List.of()),
                        Map.of("name", "Travel", "currency", "USD", "amount", 10, "qty", 1, "taxes", List.of()),
                        Map.of("name", "Books"))));
        assertEquals(
                List.of(
                        "discount.type: percentage -> fixed",
                        "discount.value: 0 -> nothing",
                        "invoiceItems[0].amount: 99.50 -> 120",
                        "invoiceItems[0].taxes[0]: {_id=tax1, name=VAT, rate=20} -> nothing",
                        "invoiceItems[2]: nothing -> {name=Books}",
                        "title: nothing -> INVOICE"),
                ((List<?>) answer.get("changed")).stream().sorted().toList());
        assertEquals("2026-01-01", bench.sent(1).get("issueDate"));
        assertEquals(Map.of("type", "fixed"), bench.sent(1).get("discount"), "a given field replaces, it is not mixed");
    }

    @Test
    void boundsTheListOfChanges() {
        bench.vendor.answers(200, INVOICE).answers(200, SAVED);
        List<Map<String, Object>> items = IntStream.range(0, 70)
                .mapToObj(
                        i -> Map.<String, Object>of("name", "x".repeat(300), "currency", "USD", "amount", i, "qty", 1))
                .toList();
        List<?> changed = (List<?>) change(Map.of("invoiceItems", items)).get("changed");
        assertEquals(51, changed.size());
        assertTrue(String.valueOf(changed.get(50)).matches("and \\d+ more"), () -> "" + changed.get(50));
        assertTrue(changed.stream().allMatch(line -> String.valueOf(line).length() < 300));
    }

    @Test
    void asksForADueDateIfTheInvoiceHasNone() {
        bench.vendor.answers(200, INVOICE.replace("\"dueDate\": \"2026-01-15\",", ""));
        GatewayException refused = refused(Map.of("name", "April"));
        assertEquals(Kind.INVALID_ARGUMENT, refused.kind());
        assertEquals(
                "the invoice has no dueDate, without which highlevel changes none: give it too. Nothing was changed.",
                refused.getMessage());
        assertEquals(List.of(READ), bench.asked());
    }

    @Test
    void asksForTheDetailsOfANewContact() {
        bench.vendor.answers(200, INVOICE);
        GatewayException refused = refused(Map.of("contactId", "con2"));
        assertEquals(Kind.INVALID_ARGUMENT, refused.kind());
        assertEquals(
                "contactDetails are those of contact con1, not of contact con2: give those of the new contact too. "
                        + "Nothing was changed.",
                refused.getMessage());
        assertEquals(List.of(READ), bench.asked());
    }

    @Test
    void asksForAChangeIfThereIsNone() {
        assertEquals(Kind.INVALID_ARGUMENT, refused(Map.of()).kind());
        assertEquals(List.of(), bench.asked());
    }

    @Test
    void changesNothingIfWhatItReadsIsNoInvoice() {
        for (Answer answer : List.of(Answer.json(200, "{}"), Answer.text(200, "text/plain", "soon"))) {
            bench.vendor.answers(answer);
            assertEquals(Kind.VENDOR_FAILED, refused(Map.of("name", "April")).kind());
        }
        bench.vendor.answers(404, "{\"message\": \"Invoice not found\"}");
        assertEquals(Kind.VENDOR_REJECTED, refused(Map.of("name", "April")).kind());
        assertEquals(List.of(READ, READ, READ), bench.asked());
    }

    @Test
    void sendsLateFeesAloneToTheirOwnAddress() {
        bench.vendor.answers(200, SAVED);
        Map<?, ?> answer = change(Map.of("lateFeesConfiguration", LATE_FEES));
        assertEquals(List.of("PATCH /invoices/inv1/late-fees-configuration"), bench.asked());
        assertEquals(List.of("2021-07-28"), bench.versions());
        assertEquals(Map.of("altId", "loc1", "altType", "location", "lateFeesConfiguration", LATE_FEES), bench.sent(0));
        assertEquals(List.of("lateFeesConfiguration: set"), answer.get("changed"));
        assertEquals("inv1", ((Map<?, ?>) answer.get("invoice")).get("_id"));
    }

    @Test
    void sendsLateFeesAfterTheInvoice() {
        bench.vendor.answers(200, INVOICE).answers(200, SAVED).answers(200, "{\"_id\": \"inv1\", \"fees\": true}");
        Map<?, ?> answer = change(Map.of("name", "April", "lateFeesConfiguration", LATE_FEES));
        assertEquals(
                List.of(READ, "PUT /invoices/inv1", "PATCH /invoices/inv1/late-fees-configuration"), bench.asked());
        assertFalse(bench.sent(1).containsKey("lateFeesConfiguration"));
        assertEquals(LATE_FEES, bench.sent(2).get("lateFeesConfiguration"));
        assertEquals(List.of("name: March -> April", "lateFeesConfiguration: set"), answer.get("changed"));
        assertEquals(Map.of("_id", "inv1", "fees", true), answer.get("invoice"));
    }

    @Test
    void saysWhichHalfTookEffectIfTheLateFeesFail() {
        bench.vendor.answers(200, INVOICE).answers(200, SAVED).answers(422, "{\"message\": [\"value is too high\"]}");
        GatewayException failed = refused(Map.of("name", "April", "lateFeesConfiguration", LATE_FEES));
        assertEquals(Kind.VENDOR_REJECTED, failed.kind());
        assertEquals(422, failed.vendorStatus());
        assertEquals(
                "The invoice was changed (name: March -> April), but its late fees failed: highlevel answered 422 to "
                        + "PATCH /invoices/inv1/late-fees-configuration: value is too high. To repeat that half, call "
                        + "again with lateFeesConfiguration alone.",
                failed.getMessage());
    }

    @Test
    void sendsNoLateFeesIfTheInvoiceFails() {
        bench.vendor.answers(200, INVOICE).answers(400, "{\"message\": \"no\"}");
        GatewayException failed = refused(Map.of("name", "April", "lateFeesConfiguration", LATE_FEES));
        assertEquals("highlevel answered 400 to PUT /invoices/inv1: no", failed.getMessage());
        assertEquals(List.of(READ, "PUT /invoices/inv1"), bench.asked());
    }

    private Map<?, ?> change(Map<String, Object> fields) {
        return (Map<?, ?>) bench.call(TOOL, with(fields));
    }

    private GatewayException refused(Map<String, Object> fields) {
        return bench.refused(TOOL, with(fields));
    }

    private static Map<String, Object> with(Map<String, Object> fields) {
        Map<String, Object> arguments = new LinkedHashMap<>(fields);
        arguments.put("invoiceId", "inv1");
        return arguments;
    }

    private static Object without(Object object, String name) {
        Map<Object, Object> rest = new HashMap<>((Map<?, ?>) object);
        rest.remove(name);
        return rest;
    }

    private static Object json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}

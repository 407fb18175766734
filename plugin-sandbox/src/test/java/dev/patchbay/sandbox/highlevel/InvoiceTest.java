package dev.patchbay.sandbox.highlevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

class InvoiceTest {
    @RegisterExtension
    static final HighLevelServer SANDBOX = new HighLevelServer();

    private static final String LIST = "/invoices/?" + HighLevelServer.ALT;
    private static final String MARA = "/invoices/65f0ac3e0000000000001042";
    private static final String DRAFT = "/invoices/65f0ac3e0000000000001051";
    private static final String PARTLY = "/invoices/65f0ac3e0000000000001052";
    private static final String BODY_ALT = "'altId':'LOCACME001','altType':'location'";

    private static final String NEW = "{" + BODY_ALT
            + ",'name':'Two days','businessDetails':{'name':'Acme'},'currency':'USD','discount':{'type':'percentage','value':10},"
            + "'items':[{'name':'Day','currency':'USD','amount':450.5,'qty':2,'taxes':[{'_id':'t','name':'VAT','rate':20}]}],"
            + "'contactDetails':{'id':'CONIVO0001','name':'Ivo Petersen','phoneNo':'','email':'ivo@example.com'},"
            + "'issueDate':'2026-03-15','sentTo':{'email':['ivo@example.com']},'liveMode':true}";

    private static final String REPLACEMENT = "{" + BODY_ALT
            + ",'name':'Landing page','currency':'USD','issueDate':'2026-03-13','dueDate':'2026-04-10',"
            + "'invoiceItems':[{'name':'Landing page','currency':'USD','amount':700,'qty':1}]}";

    @Test
    void pagesThroughThePaidInvoices() throws Exception {
        Set<String> ids = new HashSet<>();
        int offset = 0;
        JsonNode page;
        do {
            page = SANDBOX.get(LIST + "&status=paid&limit=10&offset=" + offset).json();
            for (JsonNode invoice : page.get("invoices")) {
                assertTrue(ids.add(invoice.get("_id").asString()));
                assertEquals("paid", invoice.get("status").asString());
                assertEquals(0, invoice.get("amountDue").intValue());
                assertEquals(invoice.get("total"), invoice.get("amountPaid"));
            }
            offset += 10;
        } while (!page.get("invoices").isEmpty());
        assertEquals(page.get("total").intValue(), ids.size());
        assertTrue(ids.size() > 50, "only " + ids.size());
    }

    @ParameterizedTest
    @CsvSource({
        "altType=location&limit=1&offset=0, altId",
        "altId=LOCACME001&limit=1&offset=0, altType",
        "altId=LOCACME001&altType=agency&limit=1&offset=0, altType",
        "altId=LOCACME001&altType=location&offset=0, limit",
        "altId=LOCACME001&altType=location&limit=1, offset",
        "altId=LOCACME001&altType=location&limit=101&offset=0, limit",
        "altId=LOCACME001&altType=location&limit=1&offset=0&status=overdue, status"
    })
    void demandsWhatTheVendorDemandsOfAList(String query, String culprit) throws Exception {
        var answer = SANDBOX.get("/invoices/?" + query);
        assertEquals(422, answer.status());
        assertTrue(answer.at("/message/0").startsWith(culprit), answer.text());
    }

    @ParameterizedTest
    @CsvSource({
        "contactId=CONIVO0001, 4",
        "search=mara, 1",
        "search=1042, 1",
        "contactId=CONTOMAS01&status=void, 1",
        "startAt=2026-03-12&endAt=2026-03-14, 1",
        "paymentMode=test, 0"
    })
    void filtersTheList(String filter, int expected) throws Exception {
        var answer = SANDBOX.get(LIST + "&limit=100&offset=0&" + filter);
        assertEquals(expected, answer.json().get("total").intValue(), answer.text());
    }

    @Test
    void sortsByIssueDateWhenAsked() throws Exception {
        String sorted = LIST + "&limit=2&offset=0&sortField=issueDate&sortOrder=";
        JsonNode up = SANDBOX.get(sorted + "ascend").json().get("invoices");
        JsonNode down = SANDBOX.get(sorted + "descend").json().get("invoices");
        assertTrue(day(up, 0).compareTo(day(up, 1)) <= 0);
        assertTrue(day(down, 0).compareTo(day(up, 0)) > 0);
    }

    @Test
    void showsTheDisputedInvoiceWithItsLateFee() throws Exception {
        var answer = SANDBOX.get(MARA + "?" + HighLevelServer.ALT);
        assertEquals("sent", answer.at("/status"));
        assertEquals(480, answer.json().get("total").intValue());
        assertTrue(answer.json().at("/lateFeesConfiguration/enable").booleanValue());
        assertEquals("CONMARA001", answer.at("/contactDetails/id"));
        assertEquals(422, SANDBOX.get(MARA).status());
    }

    @Test
    void addsUpANewInvoice() throws Exception {
        var made = SANDBOX.post("/invoices/", NEW);
        assertEquals(200, made.status(), made.text());
        JsonNode json = made.json();
        assertEquals("draft", made.at("/status"));
        assertEquals(901, json.at("/totalSummary/subTotal").intValue());
        assertEquals(90.1, json.at("/totalSummary/discount").doubleValue());
        assertEquals(180.2, json.at("/totalSummary/tax").doubleValue());
        assertEquals(991.1, json.get("total").doubleValue());
        assertEquals(991.1, json.get("amountDue").doubleValue());
        assertTrue(json.get("invoiceNumber").isNumber());
        assertEquals("2026-03-15", made.at("/dueDate"));
        assertEquals(
                made.at("/_id"),
                SANDBOX.get("/invoices/" + made.at("/_id") + "?" + HighLevelServer.ALT)
                        .at("/_id"));
    }

    @ParameterizedTest
    @CsvSource({
        "name",
        "businessDetails",
        "currency",
        "items",
        "discount",
        "contactDetails",
        "issueDate",
        "sentTo",
        "liveMode",
        "altId",
        "altType"
    })
    void makesNoInvoiceWithoutARequiredField(String field) throws Exception {
        var answer = SANDBOX.post(
                "/invoices/",
                NEW.replace("'" + field + "':", "'" + field + "':null,'title':")
                        .replaceFirst("'title':\\{[^}]*}", "'title':''")
                        .replaceFirst("'title':\\[.*?}]}]", "'title':''")
                        .replaceFirst("'title':true", "'title':''"));
        assertEquals(422, answer.status());
        assertTrue(answer.text().contains(field + " is required"), answer.text());
    }

    @Test
    void makesNoInvoiceForAStranger() throws Exception {
        assertEquals(
                404,
                SANDBOX.post("/invoices/", NEW.replace("CONIVO0001", "NOBODY")).status());
    }

    @Test
    void dropsWhatAReplacementDoesNotName() throws Exception {
        assertFalse(read(DRAFT).path("termsNotes").isMissingNode());
        var replaced = SANDBOX.put(DRAFT, REPLACEMENT);
        assertEquals(200, replaced.status(), replaced.text());
        JsonNode after = read(DRAFT);
        assertEquals(700, after.get("total").intValue());
        assertTrue(after.path("termsNotes").isMissingNode());
        assertTrue(after.get("contactDetails").isEmpty());
        assertTrue(after.get("businessDetails").isEmpty());
        assertEquals("draft", after.get("status").asString());
        assertEquals(1051, after.get("invoiceNumber").intValue());
        assertTrue(after.get("liveMode").booleanValue());
    }

    @Test
    void refusesAReplacementWithItemsInsteadOfInvoiceItems() throws Exception {
        var answer = SANDBOX.put(DRAFT, REPLACEMENT.replace("invoiceItems", "items"));
        assertEquals(422, answer.status());
        assertTrue(answer.text().contains("invoiceItems is required"), answer.text());
        assertEquals(650, read(DRAFT).get("total").intValue());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'dueDate':'2026-04-10',||dueDate is required",
                "2026-04-10|2026-03-01|dueDate must not be before issueDate",
                "2026-03-13|13 March|issueDate must be a date",
                "'amount':700|'amount':-1|amount must not be less than 0",
                "'amount':700|'amount':'700'|amount must be a number"
            })
    void namesWhatIsWrongWithAReplacement(String right, String wrong, String complaint) throws Exception {
        var answer = SANDBOX.put(DRAFT, REPLACEMENT.replace(right, wrong == null ? "" : wrong));
        assertEquals(422, answer.status());
        assertTrue(answer.text().contains(complaint), answer.text());
    }

    @Test
    void takesTheLateFeeOffInAStepOfItsOwn() throws Exception {
        String fees = "{'enable':false,'value':0,'type':'fixed','frequency':{'intervalCount':1,'interval':'one_time'}}";
        String path = MARA + "/late-fees-configuration";
        var changed = SANDBOX.api("PATCH", path, "{" + BODY_ALT + ",'lateFeesConfiguration':" + fees + "}");
        assertEquals(200, changed.status(), changed.text());
        assertFalse(read(MARA).at("/lateFeesConfiguration/enable").booleanValue());
        assertEquals("Website care for Mara Ellison", read(MARA).get("name").asString());
        assertEquals(
                422,
                SANDBOX.api("PATCH", path, "{" + BODY_ALT + ",'lateFeesConfiguration':{'enable':false}}")
                        .status());
    }

    @Test
    void keepsTheLateFeeThroughAReplacement() throws Exception {
        assertEquals(200, SANDBOX.put(MARA, REPLACEMENT).status());
        assertEquals(25, read(MARA).at("/lateFeesConfiguration/value").intValue());
    }

    @Test
    void sendsADraftAndVoidsIt() throws Exception {
        String send = "{" + BODY_ALT + ",'userId':'USRANNA001','action':'email','liveMode':true}";
        assertEquals("sent", SANDBOX.post(DRAFT + "/send", send).at("/invoice/status"));
        assertEquals("void", SANDBOX.post(DRAFT + "/void", "{" + BODY_ALT + "}").at("/status"));
        assertEquals(0, read(DRAFT).get("amountDue").intValue());
        assertEquals(400, SANDBOX.post(DRAFT + "/send", send).status());
        assertEquals(400, SANDBOX.put(DRAFT, REPLACEMENT).status());
    }

    @Test
    void recordsPaymentsUpToWhatIsDue() throws Exception {
        String pay = "{" + BODY_ALT + ",'mode':'cash','card':{},'cheque':{},'notes':''";
        assertEquals("partially_paid", read(PARTLY).get("status").asString());
        var some = SANDBOX.post(PARTLY + "/record-payment", pay + ",'amount':100.5}");
        assertEquals(200, some.status(), some.text());
        assertEquals(399.5, some.json().at("/invoice/amountDue").doubleValue());
        assertEquals(
                400,
                SANDBOX.post(PARTLY + "/record-payment", pay + ",'amount':400}").status());
        var rest = SANDBOX.post(PARTLY + "/record-payment", pay + "}");
        assertEquals("paid", rest.at("/invoice/status"));
        assertEquals(400, SANDBOX.post(PARTLY + "/record-payment", pay + "}").status());
        assertEquals(400, SANDBOX.post(PARTLY + "/void", "{" + BODY_ALT + "}").status());
    }

    @Test
    void deletesAnInvoice() throws Exception {
        assertEquals(
                200,
                SANDBOX.api("DELETE", DRAFT + "?" + HighLevelServer.ALT, null).status());
        assertEquals(404, SANDBOX.get(DRAFT + "?" + HighLevelServer.ALT).status());
    }

    private static JsonNode read(String invoice) throws Exception {
        return SANDBOX.get(invoice + "?" + HighLevelServer.ALT).json();
    }

    private static String day(JsonNode invoices, int place) {
        return invoices.get(place).get("issueDate").asString();
    }
}

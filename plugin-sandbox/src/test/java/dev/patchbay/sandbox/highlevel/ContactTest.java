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

class ContactTest {
    @RegisterExtension
    static final HighLevelServer SANDBOX = new HighLevelServer();

    @Test
    void pagesThroughAllContactsWithoutRepeatingOrLosingOne() throws Exception {
        Set<String> ids = new HashSet<>();
        String after = "";
        while (true) {
            var page = SANDBOX.get("/contacts/?locationId=LOCACME001&limit=7" + after);
            for (JsonNode contact : page.json().get("contacts")) {
                assertTrue(ids.add(contact.get("id").asString()));
            }
            assertEquals(30, page.json().get("count").intValue());
            if (page.json().at("/meta/startAfter").isNull()) {
                break;
            }
            after = "&startAfter=" + page.at("/meta/startAfter") + "&startAfterId=" + page.at("/meta/startAfterId");
        }
        assertEquals(30, ids.size());
    }

    @Test
    void createsAContactAndRefusesASecondWithItsAddress() throws Exception {
        String body = "{'locationId':'LOCACME001','name':'Ada Byron King','email':'ada@example.com','tags':['lead']}";
        var made = SANDBOX.post("/contacts/", body);
        assertEquals(201, made.status(), made.text());
        var read = SANDBOX.get("/contacts/" + made.at("/contact/id"));
        assertEquals("Ada", read.at("/contact/firstName"));
        assertEquals("Byron King", read.at("/contact/lastName"));
        assertEquals("lead", read.at("/contact/tags/0"));
        assertEquals(
                400, SANDBOX.post("/contacts/", body.replace("ada@", "ADA@")).status());
        var upserted = SANDBOX.post("/contacts/upsert", body.replace("lead", "vip"));
        assertEquals(made.at("/contact/id"), upserted.at("/contact/id"));
        assertFalse(upserted.json().get("new").booleanValue());
    }

    @Test
    void complainsOfAllThatIsWrongWithABodyAtOnce() throws Exception {
        var answer = SANDBOX.post("/contacts/", "{'firstName':7,'shoeSize':44}");
        assertEquals(422, answer.status());
        assertEquals("Unprocessable Entity", answer.at("/error"));
        assertEquals(
                Set.of("property shoeSize should not exist", "firstName must be a string", "locationId is required"),
                Set.copyOf(answer.json()
                        .get("message")
                        .valueStream()
                        .map(JsonNode::asString)
                        .toList()));
    }

    @Test
    void changesTheGivenFieldsAndEmptiesThoseThatAreNull() throws Exception {
        var changed = SANDBOX.put("/contacts/CONIVO0001", "{'city':'Salem','phone':null,'tags':['vip']}");
        assertEquals(200, changed.status(), changed.text());
        assertTrue(changed.json().get("succeded").booleanValue());
        JsonNode contact = SANDBOX.get("/contacts/CONIVO0001").json().get("contact");
        assertEquals("Salem", contact.get("city").asString());
        assertTrue(contact.get("phone").isNull());
        assertEquals("Ivo", contact.get("firstName").asString());
        assertEquals(1, contact.get("tags").size());
    }

    @Test
    void refusesAChangeToTheNumberOfAnother() throws Exception {
        String phone = SANDBOX.get("/contacts/CONLENA001").at("/contact/phone");
        String body = "{'email':'ivo.petersen@example.com','phone':'" + phone + "'}";
        assertEquals(400, SANDBOX.put("/contacts/CONIVO0001", body).status());
        assertEquals(
                200,
                SANDBOX.put("/contacts/CONLENA001", "{'phone':'" + phone + "'}").status());
    }

    @Test
    void refusesALocationInAChangeAsTheVendorDoes() throws Exception {
        assertEquals(
                422,
                SANDBOX.put("/contacts/CONIVO0001", "{'locationId':'LOCACME001','city':'Salem'}")
                        .status());
    }

    @Test
    void keepsCustomFieldsById() throws Exception {
        SANDBOX.put("/contacts/CONIVO0001", "{'customFields':[{'id':'CF1','field_value':'gold'}]}");
        SANDBOX.put("/contacts/CONIVO0001", "{'customFields':[{'id':'CF2','field_value':'blue'}]}");
        var read = SANDBOX.get("/contacts/CONIVO0001");
        assertEquals("gold", read.at("/contact/customFields/0/value"));
        assertEquals("blue", read.at("/contact/customFields/1/value"));
    }

    @Test
    void addsTagsAndTakesThemAwayWhateverTheirCase() throws Exception {
        var added = SANDBOX.post("/contacts/CONIVO0001/tags", "{'tags':['SEO Package','vip']}");
        assertEquals(201, added.status());
        assertEquals(3, added.json().get("tags").size());
        SANDBOX.post("/contacts/CONIVO0001/tags", "{'tags':['seo package']}");
        var removed = SANDBOX.api("DELETE", "/contacts/CONIVO0001/tags", "{'tags':['seo PACKAGE','none']}");
        assertEquals(200, removed.status());
        assertEquals(2, removed.json().get("tags").size());
        assertEquals("SEO Package", removed.at("/tagsRemoved/0"));
        assertEquals(
                422, SANDBOX.post("/contacts/CONIVO0001/tags", "{'tags':[]}").status());
    }

    @Test
    void deletesAContactWithItsConversation() throws Exception {
        assertEquals(200, SANDBOX.api("DELETE", "/contacts/CONMARA001", null).status());
        assertEquals(404, SANDBOX.get("/contacts/CONMARA001").status());
        assertEquals(404, SANDBOX.get("/conversations/conv_789").status());
    }

    @Test
    void searchesPageByPageWithSearchAfter() throws Exception {
        Set<String> ids = new HashSet<>();
        String after = "";
        JsonNode page;
        do {
            page = search("'pageLimit':8,'sort':[{'field':'city','direction':'asc'}]" + after);
            assertEquals(30, page.get("total").intValue());
            for (JsonNode contact : page.get("contacts")) {
                assertTrue(ids.add(contact.get("id").asString()));
                after = ",'searchAfter':" + contact.get("searchAfter");
            }
        } while (!page.get("contacts").isEmpty());
        assertEquals(30, ids.size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'field':'tags','operator':'contains','value':'seo package'}|9",
                "{'field':'tags','operator':'not_contains','value':'SEO Package'}|21",
                "{'field':'email','operator':'not_exists'}|1",
                "{'field':'dnd','operator':'eq','value':true}|1",
                "{'field':'email','operator':'eq','value':['ivo.petersen@example.com','dora.quist@example.com']}|2",
                "{'field':'dateAdded','operator':'range','value':{'gte':'2026-01-20T00:00:00.000Z'}}|4",
                "{'group':'OR','filters':[{'field':'firstNameLowerCase','operator':'eq','value':'mara'},"
                        + "{'group':'AND','filters':[{'field':'lastName','operator':'eq','value':'Aasen'},"
                        + "{'field':'phone','operator':'exists'}]}]}|2"
            })
    void filtersOnAnyField(String filter, int expected) throws Exception {
        assertEquals(
                expected,
                search("'pageLimit':50,'filters':[" + filter + "]").get("total").intValue());
    }

    @Test
    void turnsTheOrderRoundAndLooksInNames() throws Exception {
        JsonNode found = search("'pageLimit':1,'query':'o','sort':[{'field':'lastName','direction':'desc'}]");
        assertEquals("Whitfield & Co", found.at("/contacts/0/companyName").asString());
        assertEquals(
                "Mara",
                search("'pageLimit':5,'query':'ELLISON'")
                        .at("/contacts/0/firstName")
                        .asString());
    }

    @Test
    void reachesByNumberAsWell() throws Exception {
        JsonNode second = search("'pageLimit':20,'page':2");
        assertEquals(10, second.get("contacts").size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'pageLimit':501|pageLimit",
                "'pageLimit':10,'page':1,'searchAfter':[1,'x']|searchAfter",
                "'pageLimit':500,'page':21|page",
                "'pageLimit':1,'filters':[{'field':'shoeSize','operator':'exists'}]|shoeSize",
                "'pageLimit':1,'filters':[{'field':'email','operator':'like','value':'x'}]|operator",
                "'pageLimit':1,'sort':[{'field':'email','direction':'up'}]|direction"
            })
    void namesWhatIsWrongWithASearch(String body, String culprit) throws Exception {
        var answer = SANDBOX.post("/contacts/search", "{'locationId':'LOCACME001'," + body + "}");
        assertEquals(422, answer.status());
        assertTrue(answer.at("/message/0").contains(culprit), answer.text());
    }

    private static JsonNode search(String body) throws Exception {
        var answer = SANDBOX.post("/contacts/search", "{'locationId':'LOCACME001'," + body + "}");
        assertEquals(200, answer.status(), answer.text());
        return answer.json();
    }
}

package dev.patchbay.sandbox.highlevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

class ConversationTest {
    @RegisterExtension
    static final HighLevelServer SANDBOX = new HighLevelServer();

    private static final String SEARCH = "/conversations/search?locationId=LOCACME001";

    @Test
    void listsTheUnreadOnesNewestFirst() throws Exception {
        JsonNode found = SANDBOX.get(SEARCH + "&status=unread").json();
        assertEquals(5, found.get("total").intValue());
        JsonNode newest = found.at("/conversations/0");
        assertEquals("conv_789", newest.get("id").asString());
        assertEquals("Mara Ellison", newest.get("contactName").asString());
        assertEquals("TYPE_EMAIL", newest.get("lastMessageType").asString());
        for (JsonNode conversation : found.get("conversations")) {
            assertTrue(conversation.get("unreadCount").intValue() > 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"asc", "desc"})
    void pagesThroughAllConversationsByTheirDate(String sort) throws Exception {
        Set<String> ids = new HashSet<>();
        String after = "";
        JsonNode rows;
        do {
            rows = SANDBOX.get(SEARCH + "&limit=6&sort=" + sort + after).json().get("conversations");
            for (JsonNode row : rows) {
                assertTrue(ids.add(row.get("id").asString()));
                after = "&startAfterDate=" + row.at("/sort/0").asString();
            }
        } while (!rows.isEmpty());
        assertEquals(20, ids.size());
    }

    @ParameterizedTest
    @CsvSource({
        "contactId=CONMARA001, 1",
        "id=conv_789, 1",
        "query=late%20fee, 1",
        "lastMessageDirection=inbound, 5",
        "lastMessageType=TYPE_WHATSAPP, 2",
        "status=starred, 2",
        "followers=USRANNA001, 0",
        "status=read&assignedTo=unassigned, 5"
    })
    void filtersTheInbox(String filter, int expected) throws Exception {
        assertEquals(
                expected, SANDBOX.get(SEARCH + "&" + filter).json().get("total").intValue(), filter);
    }

    @Test
    void refusesAStatusThatDoesNotExist() throws Exception {
        var answer = SANDBOX.get(SEARCH + "&status=pending");
        assertEquals(422, answer.status());
        assertTrue(answer.at("/message/0").startsWith("status"), answer.text());
    }

    @Test
    void pagesThroughALongConversationByTheLastMessage() throws Exception {
        Set<String> ids = new HashSet<>();
        String after = "";
        JsonNode page;
        int pages = 0;
        do {
            page = SANDBOX.get("/conversations/CNVNILS001/messages?limit=20" + after)
                    .json();
            page.get("messages").forEach(message -> ids.add(message.get("id").asString()));
            after = "&lastMessageId=" + page.get("lastMessageId").asString();
            pages++;
        } while (page.get("nextPage").booleanValue());
        assertEquals(45, ids.size());
        assertEquals(3, pages);
        assertEquals(
                "Message 45 of 45",
                SANDBOX.get("/conversations/CNVNILS001/messages?limit=1").at("/messages/0/body"));
    }

    @Test
    void answersAnEmailIntoTheContactsConversation() throws Exception {
        var sent = SANDBOX.post(
                "/conversations/messages",
                "{'type':'Email','contactId':'CONMARA001','subject':'Invoice 1042','html':'<p>Done.</p>'}");
        assertEquals(200, sent.status(), sent.text());
        assertEquals("conv_789", sent.at("/conversationId"));
        var newest = SANDBOX.get("/conversations/conv_789/messages?limit=1");
        assertEquals(sent.at("/messageId"), newest.at("/messages/0/id"));
        assertEquals("<p>Done.</p>", newest.at("/messages/0/body"));
        assertEquals("outbound", newest.at("/messages/0/direction"));
        assertEquals(
                "Invoice 1042",
                SANDBOX.get("/conversations/messages/email/" + sent.at("/emailMessageId"))
                        .at("/subject"));
        assertEquals(
                "outbound", SANDBOX.get(SEARCH + "&contactId=CONMARA001").at("/conversations/0/lastMessageDirection"));
        assertEquals(
                1,
                SANDBOX.get("/conversations/conv_789").json().get("unreadCount").intValue());
    }

    @Test
    void opensAConversationWithAContactThatHasNone() throws Exception {
        var sent = SANDBOX.post(
                "/conversations/messages", "{'type':'SMS','contactId':'CONIVO0001','message':'Hello Ivo'}");
        assertEquals(
                "CONIVO0001",
                SANDBOX.get("/conversations/" + sent.at("/conversationId")).at("/contactId"));
        var again = SANDBOX.post("/conversations/", "{'locationId':'LOCACME001','contactId':'CONIVO0001'}");
        assertEquals(400, again.status());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'Email','contactId':'CONMARA001'}|422|html",
                "{'type':'SMS','contactId':'CONMARA001','html':'x'}|422|message",
                "{'type':'Pigeon','contactId':'CONMARA001','message':'x'}|422|type",
                "{'contactId':'CONMARA001','message':'x'}|422|type",
                "{'type':'SMS','message':'x'}|422|contactId",
                "{'type':'SMS','contactId':'CONMARA001','message':'x','conversationId':'conv_789'}|422|conversationId",
                "{'type':'Custom','contactId':'CONMARA001','message':'x'}|422|conversationProviderId",
                "{'type':'SMS','contactId':'NOBODY','message':'x'}|404|NOBODY",
                "{'type':'Email','contactId':'CONNILS001','html':'x'}|400|e-mail",
                "{'type':'SMS','contactId':'CONDORA001','message':'x'}|400|dnd"
            })
    void sendsNothingThatCannotArrive(String body, int status, String culprit) throws Exception {
        var answer = SANDBOX.post("/conversations/messages", body);
        assertEquals(status, answer.status(), answer.text());
        assertTrue(answer.json().get("message").toString().contains(culprit), answer.text());
        assertEquals(
                2,
                SANDBOX.get("/conversations/conv_789/messages")
                        .json()
                        .get("messages")
                        .size());
    }

    @Test
    void takesAnEmailsTextFromTheMessageToo() throws Exception {
        assertEquals(
                200,
                SANDBOX.post("/conversations/messages", "{'type':'Email','contactId':'CONMARA001','message':'Plain'}")
                        .status());
    }

    @Test
    void marksAConversationAsReadAndStarsIt() throws Exception {
        var changed =
                SANDBOX.put("/conversations/conv_789", "{'locationId':'LOCACME001','unreadCount':0,'starred':true}");
        assertEquals(200, changed.status(), changed.text());
        assertTrue(changed.json().at("/conversation/starred").booleanValue());
        assertEquals(
                4, SANDBOX.get(SEARCH + "&status=unread").json().get("total").intValue());
        assertEquals(
                422, SANDBOX.put("/conversations/conv_789", "{'unreadCount':0}").status());
    }
}

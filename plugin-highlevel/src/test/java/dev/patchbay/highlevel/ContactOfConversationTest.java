package dev.patchbay.highlevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactOfConversationTest {
    private static final String TOOL = "create_a_highlevel_conversation_message";
    private static final String CONVERSATION =
            "{\"id\": \"conv_789\", \"contactId\": \"con1\", \"locationId\": \"loc1\"}";
    private static final String SENT = "{\"messageId\": \"m1\", \"conversationId\": \"conv_789\"}";

    private final Bench bench = new Bench();

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    void sendsToTheContactWithoutALookUp() {
        bench.vendor.answers(201, SENT);
        Object answer = bench.call(TOOL, Map.of("type", "SMS", "contactId", "con1", "message", "Hello"));
        assertEquals(Map.of("messageId", "m1", "conversationId", "conv_789"), answer);
        assertEquals(List.of("POST /conversations/messages"), bench.asked());
        assertEquals(Map.of("type", "SMS", "contactId", "con1", "message", "Hello"), bench.sent(0));
    }

    @Test
    void findsTheContactOfTheConversation() {
        bench.vendor.answers(200, CONVERSATION).answers(201, SENT);
        bench.call(TOOL, Map.of("type", "SMS", "conversationId", "conv_789", "message", "Hello"));
        assertEquals(List.of("GET /conversations/conv_789", "POST /conversations/messages"), bench.asked());
        assertEquals(List.of("2021-04-15", "2021-04-15"), bench.versions());
        assertEquals(Map.of("type", "SMS", "contactId", "con1", "message", "Hello"), bench.sent(1));
    }

    @Test
    void takesBothIfTheyBelongTogether() {
        bench.vendor.answers(200, CONVERSATION).answers(201, SENT);
        bench.call(TOOL, Map.of("type", "SMS", "conversationId", "conv_789", "contactId", "con1", "message", "Hello"));
        assertEquals(Map.of("type", "SMS", "contactId", "con1", "message", "Hello"), bench.sent(1));
    }

    @Test
    void refusesBothIfTheyDoNotBelongTogether() {
        bench.vendor.answers(200, CONVERSATION);
        GatewayException refused = bench.refused(
                TOOL, Map.of("type", "SMS", "conversationId", "conv_789", "contactId", "con2", "message", "Hello"));
        assertEquals(Kind.INVALID_ARGUMENT, refused.kind());
        assertEquals(
                "conversation conv_789 is that of contact con1, not of contact con2: give only the one that is meant. "
                        + "Nothing was sent.",
                refused.getMessage());
        assertEquals(List.of("GET /conversations/conv_789"), bench.asked());
    }

    @Test
    void asksForAReceiverIfThereIsNone() {
        GatewayException refused = bench.refused(TOOL, Map.of("type", "SMS", "message", "Hello"));
        assertEquals(Kind.INVALID_ARGUMENT, refused.kind());
        assertEquals(
                "give contactId, or conversationId to answer in a conversation. Nothing was sent.",
                refused.getMessage());
        assertEquals(List.of(), bench.asked());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "..", "a?b=c", "a%2Fb", "search#"})
    void asksForNoOtherAddressThanAConversations(String id) {
        GatewayException refused = bench.refused(TOOL, Map.of("type", "SMS", "conversationId", id, "message", "Hello"));
        assertEquals(Kind.INVALID_ARGUMENT, refused.kind());
        assertEquals(List.of(), bench.asked());
    }

    @Test
    void sendsNothingIfTheConversationIsNotFound() {
        bench.vendor.answers(404, "{\"message\": \"Conversation not found\"}");
        GatewayException refused =
                bench.refused(TOOL, Map.of("type", "SMS", "conversationId", "conv_789", "message", "Hello"));
        assertEquals(Kind.VENDOR_REJECTED, refused.kind());
        assertTrue(refused.getMessage().contains("Conversation not found"), refused::getMessage);
        assertEquals(1, bench.asked().size());
    }

    @Test
    void sendsNothingIfNobodySaysWhoseConversationItIs() {
        bench.vendor.answers(200, "{\"id\": \"conv_789\"}");
        GatewayException failed =
                bench.refused(TOOL, Map.of("type", "SMS", "conversationId", "conv_789", "message", "Hello"));
        assertEquals(Kind.VENDOR_FAILED, failed.kind());
        assertEquals(1, bench.asked().size());
    }

    @Test
    void sendsOnceEvenIfTheVendorFails() {
        bench.vendor.answers(200, CONVERSATION).answers(503, "{}");
        bench.refused(TOOL, Map.of("type", "SMS", "conversationId", "conv_789", "message", "Hello"));
        assertEquals(List.of("GET /conversations/conv_789", "POST /conversations/messages"), bench.asked());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Hello | <p>Hello</p>",
                "a < b && c > \"d\" | <p>a &lt; b &amp;&amp; c &gt; &quot;d&quot;</p>",
                "Dear Ann,~~two~lines~ ~~Bye~ | <p>Dear Ann,</p><p>two<br>lines</p><p>Bye</p>",
                "<p>Dear <b>Ann</b></p> | <p>Dear <b>Ann</b></p>",
                "Dear Ann,<br/>bye | Dear Ann,<br/>bye"
            })
    void putsTheTextOfAnEmailWhereTheVendorWantsIt(String message, String html) {
        String text = message.replace("~", "\r\n");
        bench.call(TOOL, Map.of("type", "Email", "contactId", "con1", "subject", "Hi", "message", text));
        assertEquals(Map.of("type", "Email", "contactId", "con1", "subject", "Hi", "html", html), bench.sent(0));
    }

    @Test
    void leavesTheHtmlOfAnEmailAsItIs() {
        Map<String, Object> both =
                Map.of("type", "Email", "contactId", "con1", "html", "<i>a</i> & b", "message", "plain");
        bench.call(TOOL, both);
        assertEquals(both, bench.sent(0));
    }
}

package dev.patchbay.sandbox.highlevel;

import java.util.Arrays;
import java.util.List;

/** A way to reach a contact. The numbers of kinds of messages are the vendor's where he tells them. */
enum Channel {
    SMS("SMS", "TYPE_SMS", 2, "TYPE_PHONE"),
    EMAIL("Email", "TYPE_EMAIL", 3, "TYPE_EMAIL"),
    RCS("RCS", "TYPE_RCS", 30, "TYPE_PHONE"),
    WHATSAPP("WhatsApp", "TYPE_WHATSAPP", 19, "TYPE_PHONE"),
    INSTAGRAM("IG", "TYPE_INSTAGRAM", 18, "TYPE_PHONE"),
    FACEBOOK("FB", "TYPE_FACEBOOK", 11, "TYPE_FB_MESSENGER"),
    CUSTOM("Custom", "TYPE_CUSTOM_SMS", 20, "TYPE_PHONE"),
    LIVE_CHAT("Live_Chat", "TYPE_LIVE_CHAT", 29, "TYPE_PHONE"),
    TIKTOK("TIKTOK", "TYPE_TIKTOK", 31, "TYPE_PHONE");

    /** What a request to send calls it. */
    final String sent;

    /** What a message of it is called when it is read. */
    final String messageType;

    final int number;

    /** What a conversation is called whose last message came this way. */
    final String conversationType;

    Channel(String sent, String messageType, int number, String conversationType) {
        this.sent = sent;
        this.messageType = messageType;
        this.number = number;
        this.conversationType = conversationType;
    }

    boolean needsPhone() {
        return this == SMS || this == RCS || this == WHATSAPP;
    }

    static Channel of(String sent) {
        return Arrays.stream(values())
                .filter(channel -> channel.sent.equals(sent))
                .findFirst()
                .orElseThrow();
    }

    static String[] names() {
        return List.of(values()).stream().map(channel -> channel.sent).toArray(String[]::new);
    }
}

package dev.patchbay.highlevel;

import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The text of an e-mail, which the vendor takes as HTML and in another field than that of every other channel. */
final class MailText {
    /** A closed element or a line break: nobody writes these by accident, as one may write {@code a < b}. */
    private static final Pattern MARKUP = Pattern.compile("</[A-Za-z][A-Za-z0-9]*\\s*>|<br\\s*/?>");

    private static final Pattern PARAGRAPHS = Pattern.compile("\\n[ \\t]*\\n\\s*");

    private MailText() {}

    /** Moves the text of an e-mail from {@code message} to {@code html}, unless there is HTML already. */
    static void move(Map<String, @Nullable Object> message) {
        String text = JsonObjects.text(message.get("message"));
        if ("Email".equals(message.get("type")) && text != null && JsonObjects.text(message.get("html")) == null) {
            message.remove("message");
            message.put("html", MARKUP.matcher(text).find() ? text : paragraphs(text));
        }
    }

    private static String paragraphs(String text) {
        StringBuilder html = new StringBuilder();
        for (String paragraph :
                PARAGRAPHS.split(text.replace("\r\n", "\n").replace('\r', '\n').strip())) {
            html.append("<p>").append(escape(paragraph).replace("\n", "<br>")).append("</p>");
        }
        return html.toString();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}

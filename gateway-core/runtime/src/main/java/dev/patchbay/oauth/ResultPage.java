package dev.patchbay.oauth;

import dev.patchbay.vault.Sha256;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** What an operator sees when the browser is back: a heading and a sentence, without script, with a link to the console if there is one. */
record ResultPage(String heading, String sentence) {
    private static final String STYLE = "body{margin:15vh auto;max-width:34em;padding:0 1.5em;"
            + "font:1.05em/1.5 system-ui,sans-serif}h1{font-size:1.5em}:root{color-scheme:light dark}";

    /** Allows the page its own style and nothing else. */
    static final String POLICY = "default-src 'none'; style-src 'sha256-" + digest(STYLE)
            + "'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    static ResultPage success(OAuthConnect.Finished finished) {
        return new ResultPage(
                finished.again() ? "Connected again" : "Connected",
                "The account “" + finished.account().name() + "” ("
                        + finished.account().integration()
                        + ") is connected"
                        + (finished.again() ? " again. Its servers' URLs are the same as before" : "")
                        + ". You can close this page.");
    }

    static ResultPage failure(String sentence) {
        return new ResultPage("Not connected", sentence);
    }

    /** @param console the path of the console, or {@code null} if there is none */
    String html(@Nullable String console) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex">
                <title>%s – Patchbay</title>
                <style>%s</style>
                </head>
                <body>
                <main>
                <h1>%s</h1>
                <p>%s</p>
                %s</main>
                </body>
                </html>
                """.formatted(escaped(heading), STYLE, escaped(heading), escaped(sentence), onward(console));
    }

    private static String onward(@Nullable String console) {
        return console == null ? "" : "<p><a href=\"" + escaped(console) + "\">Go on in the console</a></p>\n";
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static String digest(String text) {
        return Base64.getEncoder().encodeToString(Sha256.of(text));
    }
}

package dev.patchbay.sandbox.highlevel;

import dev.patchbay.sandbox.ApiAnswer;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page on which the owner of a location lets an app in: one form that comes back with what it was called with. */
final class AuthorizationPage {
    private AuthorizationPage() {}

    static ApiAnswer of(String locationName, Map<String, String> query) {
        StringBuilder html = new StringBuilder("<!doctype html>\n<html lang=\"en\"><meta charset=\"utf-8\">")
                .append("<title>Choose a location</title>\n<h1>Choose a location</h1>\n")
                .append("<p>An app asks for access to a location of this sandbox.</p>\n<form method=\"get\">\n");
        query.entrySet().stream()
                .filter(parameter -> !parameter.getKey().isEmpty())
                .sorted(Map.Entry.comparingByKey())
                .forEach(parameter -> hidden(html, parameter.getKey(), parameter.getValue()));
        hidden(html, "auto", "1");
        html.append("<button>").append(escaped(locationName)).append("</button>\n</form>\n</html>\n");
        return new ApiAnswer(
                200,
                Map.of("Cache-Control", "no-store"),
                "text/html;charset=utf-8",
                html.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static void hidden(StringBuilder html, String name, String value) {
        html.append("<input type=\"hidden\" name=\"")
                .append(escaped(name))
                .append("\" value=\"")
                .append(escaped(value))
                .append("\">\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}

package dev.patchbay.console.servers;

import dev.patchbay.console.page.Field;
import dev.patchbay.console.page.Field.Kind;
import dev.patchbay.console.page.Field.Option;
import dev.patchbay.console.web.Form;
import java.util.List;

/**
 * The form that gives a server a new URL.
 *
 * @param server the server
 * @param grace how long the present URL goes on working
 */
public record RotateForm(ServerView server, Field grace) {
    private static final String NAME = "grace_seconds";

    static RotateForm of(ServerView server) {
        return new RotateForm(
                server,
                Field.of(Kind.SELECT, NAME, "Keep the present URL working for")
                        .hint("Long enough to replace it wherever it is in use. Choose “Not at all” if it has leaked.")
                        .offering(
                                List.of(
                                        new Option("0", "Not at all"),
                                        new Option("600", "10 minutes"),
                                        new Option("3600", "An hour"),
                                        new Option("86400", "A day"),
                                        new Option("604800", "A week")),
                                List.of("3600")));
    }

    static long grace(Form form) {
        String text = form.text(NAME);
        return text.matches("[0-9]{1,6}") ? Long.parseLong(text) : 0;
    }
}

package dev.patchbay.console.servers;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.page.Sentence;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one page that shows a URL, in the answer to the form that minted it.
 *
 * @param server the server
 * @param accountName what its account is called
 * @param url the URL; empty if the form was sent before and the URL has been shown then
 * @param previousUntil until when the URL before this one works; {@code null} if there is none
 * @param warnings what the operator should know
 */
public record Minted(
        ServerView server,
        String accountName,
        String url,
        @Nullable Instant previousUntil,
        List<String> warnings) {
    static Minted of(Json answer, String accountName) {
        return new Minted(
                ServerView.of(answer),
                accountName,
                answer.text("url"),
                answer.time("previous_url_until"),
                answer.texts("warnings").stream().map(Sentence::of).toList());
    }

    /** The server's name as clients take it in a command or a file. */
    public String word() {
        String word = server.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return word.isEmpty() ? "patchbay" : word;
    }

    /** Whether Anthropic's cloud can reach it. */
    public boolean reachableFromOutside() {
        return url.startsWith("https://");
    }

    /** The command for Claude Code. */
    public String claudeCode() {
        return "claude mcp add --transport http " + word() + " " + url
                + (server.secondFactor() ? " --header \"Authorization: Bearer <API token>\"" : "");
    }

    /** The entry of a bridge in {@code claude_desktop_config.json}. */
    public String bridge() {
        String header = server.secondFactor() ? ", \"--header\", \"Authorization: Bearer <API token>\"" : "";
        return """
                {
                  "mcpServers": {
                    "%s": {
                      "command": "npx",
                      "args": ["-y", "mcp-remote", "%s"%s]
                    }
                  }
                }""".formatted(word(), url, header);
    }
}

package dev.patchbay.shell.gateway;

import dev.patchbay.shell.CommandFailure;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a word on a command line means: an id, or a name if only one thing bears it. */
final class References {
    private final Operator operator;

    References(Operator operator) {
        this.operator = operator;
    }

    /** The account of an id or a name, or an integration's only one. */
    Json account(String word) {
        return findAccount(word)
                .orElseThrow(() -> new CommandFailure(
                        "there is no account " + word + "\n  `accounts` lists them; `connect` makes one."));
    }

    /** @throws CommandFailure if the word could mean several */
    Optional<Json> findAccount(String word) {
        Optional<Json> byId = isSegment(word) ? operator.find("/integrated-account/" + word) : Optional.empty();
        if (byId.isPresent()) {
            return byId;
        }
        List<Json> named = operator.all("/integrated-account", Map.of("q", word)).items().stream()
                .filter(each -> each.string("name").equalsIgnoreCase(word))
                .toList();
        return one("account", word, named)
                .or(() -> one(
                        "account",
                        word,
                        operator.list("/integrated-account", Map.of("integration", word), 2)
                                .items()));
    }

    /** The server of an id or a name. */
    Json server(String word) {
        return findServer(word)
                .orElseThrow(() -> new CommandFailure(
                        "there is no MCP server " + word + "\n  `servers` lists them; `mint` makes one."));
    }

    /** @throws CommandFailure if the word could mean several */
    Optional<Json> findServer(String word) {
        Optional<Json> byId = isSegment(word) ? operator.find("/mcp-server/" + word) : Optional.empty();
        if (byId.isPresent()) {
            return byId;
        }
        List<Json> named = operator.all("/mcp-server", Map.of("q", word)).items().stream()
                .filter(each -> each.string("name").equalsIgnoreCase(word))
                .toList();
        return one("MCP server", word, named);
    }

    /** Where the admin API has a server. */
    static String path(Json server) {
        return "/integrated-account/" + server.string("integrated_account_id") + "/mcp/" + server.string("id");
    }

    /** The API token of an id or a name. */
    Json apiToken(String word) {
        return findApiToken(word)
                .orElseThrow(() -> new CommandFailure("there is no API token " + word + "\n  `tokens` lists them."));
    }

    /** @throws CommandFailure if the word could mean several */
    Optional<Json> findApiToken(String word) {
        List<Json> named = operator.all("/api-token", Map.of()).items().stream()
                .filter(each ->
                        each.string("id").equals(word) || each.string("name").equalsIgnoreCase(word))
                .toList();
        return one("API token", word, named);
    }

    Json integration(String word) {
        return (isSegment(word) ? operator.find("/integration/" + word) : Optional.<Json>empty())
                .orElseThrow(() -> new CommandFailure("there is no integration " + word
                        + "\n  `integrations` lists them; `deployments` says what became of each file in deploy/."));
    }

    private static boolean isSegment(String word) {
        return !word.isEmpty() && !word.contains("/");
    }

    private static Optional<Json> one(String what, String word, List<Json> found) {
        if (found.size() > 1) {
            throw new CommandFailure("several " + what + "s are called " + word + "; which one is it?\n  "
                    + found.stream()
                            .map(each -> each.string("id") + "  " + each.string("name"))
                            .collect(Collectors.joining("\n  ")));
        }
        return found.stream().findFirst();
    }
}

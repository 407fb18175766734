package dev.patchbay.shell.gateway;

import dev.patchbay.shell.CommandFailure;
import dev.patchbay.shell.command.Command;
import dev.patchbay.shell.command.CommandTable;
import dev.patchbay.shell.command.Operand;
import dev.patchbay.shell.command.Option;
import dev.patchbay.shell.command.Takes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What the Tab key offers: commands, their options, and ids of what there is, by the beginning of an id or by name. */
final class Completion {
    private static final int MOST = 100;

    private final Supplier<CommandTable> commands;
    private final Operator operator;

    /** @param text what it is, beside the word */
    record Candidate(String word, String text) {}

    Completion(Supplier<CommandTable> commands, Operator operator) {
        this.commands = commands;
        this.operator = operator;
    }

    /** @param words of the line so far; the last one is the one to complete, empty for a new one */
    List<Candidate> of(List<String> words) {
        String begun = words.isEmpty() ? "" : words.get(words.size() - 1);
        List<String> before = words.subList(0, Math.max(0, words.size() - 1));
        List<Candidate> offers = new ArrayList<>();
        subcommands(before, offers);
        Optional<Command> command =
                before.isEmpty() ? Optional.empty() : commands.get().find(before);
        if (command.isPresent()) {
            int words0 = command.get().name().split(" ").length;
            arguments(command.get(), before.subList(words0, before.size()), begun, offers);
        }
        String wanted = begun.toLowerCase(Locale.ROOT);
        return offers.stream()
                .filter(each -> each.word.toLowerCase(Locale.ROOT).startsWith(wanted)
                        || !wanted.isEmpty()
                                && each.text.toLowerCase(Locale.ROOT).contains(wanted)
                                && isId(each))
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static boolean isId(Candidate candidate) {
        return candidate.word.contains("_") && !candidate.word.startsWith("-");
    }

    /** The next word of commands that begin like the line. */
    private void subcommands(List<String> before, List<Candidate> offers) {
        for (Command each : commands.get().all()) {
            List<String> name = List.of(each.name().split(" "));
            if (name.size() > before.size() && name.subList(0, before.size()).equals(before)) {
                offers.add(
                        new Candidate(name.get(before.size()), name.size() == before.size() + 1 ? each.summary() : ""));
            }
        }
    }

    private void arguments(Command command, List<String> before, String begun, List<Candidate> offers) {
        Option open = null;
        List<String> operands = new ArrayList<>();
        for (String word : before) {
            if (open != null) {
                open = null;
            } else if (word.startsWith("-")) {
                open = command.options().stream()
                        .filter(each ->
                                each.name().equals(word) && !each.value().isEmpty())
                        .findFirst()
                        .orElse(null);
            } else {
                operands.add(word);
            }
        }
        if (open != null) {
            choices(open, begun, offers);
            values(open.takes(), operands, begun, offers);
        } else if (begun.startsWith("-")) {
            command.options().stream()
                    .filter(each -> !before.contains(each.name()))
                    .forEach(each -> offers.add(new Candidate(each.name(), each.text())));
        } else {
            command.operand(operands.size())
                    .map(Operand::takes)
                    .ifPresent(takes -> values(takes, operands, begun, offers));
        }
    }

    /** Also after a comma, as in {@code --methods list,g}. */
    private static void choices(Option option, String begun, List<Candidate> offers) {
        String kept = begun.substring(0, begun.lastIndexOf(',') + 1);
        option.choices().forEach(each -> offers.add(new Candidate(kept + each, "")));
    }

    private void values(Takes takes, List<String> operands, String begun, List<Candidate> offers) {
        try {
            switch (takes) {
                case ACCOUNT -> found("/integrated-account", begun, "integration", offers);
                case SERVER -> found("/mcp-server", begun, "integrated_account_id", offers);
                case API_TOKEN -> found("/api-token", "", "role", offers);
                case INTEGRATION -> all("/integration", "id", "title", offers);
                case DEPLOYMENT -> all("/deployment", "file", "state", offers);
                case TOOL -> tools(operands, offers);
                case COMMAND ->
                    commands.get().all().forEach(each -> offers.add(new Candidate(each.name(), each.summary())));
                case FIELD ->
                    operator.get("/integration/" + operands.get(0))
                            .list("context")
                            .forEach(
                                    each -> offers.add(new Candidate(each.string("name") + "=", each.string("title"))));
                case ARGUMENT -> arguments(operands, offers);
                case FILE, TEXT -> {
                    // only the caller knows its files
                }
            }
        } catch (CommandFailure gatewayIncomplete) {
            offers.clear();
        }
    }

    /** By name, or by the beginning of an id, which a search by name does not find. */
    private void found(String path, String begun, String detail, List<Candidate> offers) {
        List<Json> items = new ArrayList<>();
        if (!begun.isEmpty()) {
            items.addAll(operator.list(path, Map.of("q", begun), MOST).items());
        }
        items.addAll(operator.list(path, Map.of(), MOST).items());
        items.forEach(
                each -> offers.add(new Candidate(each.string("id"), each.string("name") + ", " + each.string(detail))));
    }

    private void all(String path, String word, String text, List<Candidate> offers) {
        operator.all(path, Map.of())
                .items()
                .forEach(each -> offers.add(new Candidate(each.string(word), each.string(text))));
    }

    private void arguments(List<String> operands, List<Candidate> offers) {
        String account = new References(operator).account(operands.get(0)).string("id");
        Json tool = operator.get("/integrated-account/" + account + "/tools/" + operands.get(1));
        tool.object("inputSchema")
                .object("properties")
                .fields()
                .forEach((name, value) ->
                        offers.add(new Candidate(name + "=", Json.of(value).string("description"))));
    }

    /** Those of the account that was named, or of all integrations. */
    private void tools(List<String> operands, List<Candidate> offers) {
        Stream<String> paths = operands.isEmpty()
                ? operator.all("/integration", Map.of()).items().stream()
                        .map(each -> "/integration/" + each.string("id"))
                : Stream.of("/integrated-account/"
                        + new References(operator).account(operands.get(0)).string("id"));
        paths.forEach(path -> all(path + "/tools", "name", "title", offers));
    }
}

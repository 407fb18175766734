package dev.patchbay.shell.command;

import dev.patchbay.shell.CommandFailure;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The words after a command's name, sorted.
 *
 * @param options by name; those that stand alone have an empty value
 */
record CommandLine(Map<String, String> options, List<String> operands) {
    /** @throws CommandFailure with the remedy, if the words do not suit the command */
    static CommandLine of(Command command, List<String> words) {
        Map<String, String> options = new LinkedHashMap<>();
        List<String> operands = new ArrayList<>();
        boolean literal = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (literal || !looksLikeAnOption(word)) {
                operands.add(word);
            } else if (word.equals("--")) {
                literal = true;
            } else {
                String name = word.startsWith("--") ? word.split("=", 2)[0] : word;
                Option option = command.option(name).orElseThrow(() -> unknown(command, name));
                if (option.standsAlone()) {
                    if (!name.equals(word)) {
                        throw wrong(command, name + " takes no value");
                    }
                    options.put(name, "");
                } else if (!name.equals(word)) {
                    options.put(name, word.substring(name.length() + 1));
                } else if (i + 1 < words.size()) {
                    i++;
                    options.put(name, words.get(i));
                } else {
                    throw wrong(command, name + " needs a value: " + option.usage() + ", " + option.text());
                }
            }
        }
        checkCount(command, operands);
        return new CommandLine(options, operands);
    }

    static boolean looksLikeAnOption(String word) {
        return word.length() > 1 && word.startsWith("-") && !Character.isDigit(word.charAt(1));
    }

    private static void checkCount(Command command, List<String> given) {
        List<Operand> operands = command.operands();
        for (int i = given.size(); i < operands.size(); i++) {
            if (operands.get(i).times() == Operand.Times.ONE) {
                throw wrong(
                        command,
                        operands.get(i).name() + " is missing: "
                                + operands.get(i).text());
            }
        }
        if (!given.isEmpty() && command.operand(given.size() - 1).isEmpty()) {
            throw wrong(command, "there is one word too many: " + given.get(operands.size()));
        }
    }

    private static CommandFailure unknown(Command command, String name) {
        return wrong(
                command,
                "there is no option " + name
                        + (command.options().isEmpty()
                                ? ""
                                : "; there are "
                                        + command.options().stream()
                                                .map(Option::name)
                                                .collect(Collectors.joining(", "))));
    }

    private static CommandFailure wrong(Command command, String what) {
        return new CommandFailure(command.name() + ": " + what + "\n  usage: " + Help.usage(command) + "\n  `help "
                + command.name() + "` says more.");
    }
}

package dev.patchbay.integration;

import dev.patchbay.api.Prompt;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the {@code prompts} of the files, when all of their tools are known. */
final class PromptReader {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");

    private final Set<String> tools;
    private final Mistakes mistakes;
    private final Map<String, DescribedPrompt> prompts = new LinkedHashMap<>();

    PromptReader(Set<String> tools, Mistakes mistakes) {
        this.tools = tools;
        this.mistakes = mistakes;
    }

    void read(Keys file) {
        file.mappings("prompts").forEach((name, mapping) -> {
            Keys keys = new Keys(mapping, "a prompt", mistakes);
            boolean good = NAME.matcher(name).matches();
            if (!good) {
                mistakes.add(keys.place(), "\"" + name + "\" must be 1 to 64 letters, digits, _ and -");
            }
            DescribedPrompt prompt = prompt(good ? name : "misnamed", keys);
            keys.close();
            if (prompts.putIfAbsent(name, prompt) != null) {
                mistakes.add(keys.place(), "there is a prompt \"" + name + "\" already");
            }
        });
    }

    List<DescribedPrompt> prompts() {
        return List.copyOf(prompts.values());
    }

    private DescribedPrompt prompt(String name, Keys keys) {
        List<Prompt.Argument> arguments = new ArrayList<>();
        keys.mappings("arguments").forEach((argument, mapping) -> {
            Keys inner = new Keys(mapping, "an argument", mistakes);
            arguments.add(
                    new Prompt.Argument(argument, inner.need("description").strip(), inner.flag("required", true)));
            inner.close();
        });
        String text = keys.need("text").strip();
        DescribedPrompt.VARIABLE
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .forEach(variable -> {
                    if (arguments.stream().noneMatch(each -> each.name().equals(variable))) {
                        mistakes.add(keys.place("text"), "{{" + variable + "}} is not an argument of this prompt");
                    }
                });
        List<String> used = keys.texts("tools");
        if (used == null || used.isEmpty()) {
            mistakes.add(keys.place("tools"), "\"tools\" must name the tools that the text uses");
            used = List.of();
        }
        for (String tool : used) {
            if (!tools.contains(tool)) {
                mistakes.add(keys.place("tools"), "there is no tool \"" + tool + "\"");
            } else if (!text.isEmpty() && !text.contains(tool)) {
                mistakes.add(keys.place("text"), "the text does not say what " + tool + " is for");
            }
        }
        return new DescribedPrompt(
                new Prompt(name, keys.need("title"), keys.need("description").strip(), arguments, Set.copyOf(used)),
                text);
    }
}

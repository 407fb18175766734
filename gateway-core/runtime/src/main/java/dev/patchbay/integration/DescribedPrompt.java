package dev.patchbay.integration;

import dev.patchbay.api.Prompt;
import dev.patchbay.api.PromptResult;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A prompt as data.
 *
 * @param text the instructions, in which <code>{{name}}</code> stands for an argument
 */
record DescribedPrompt(Prompt prompt, String text) {
    static final Pattern VARIABLE = Pattern.compile("\\{\\{\\s*([A-Za-z0-9_]+)\\s*}}");

    private static final String ABSENT = "(not given)";

    /** The instructions, with what the person has entered. */
    PromptResult render(Map<String, String> arguments) {
        return PromptResult.text(VARIABLE.matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(arguments.getOrDefault(found.group(1), ABSENT))));
    }
}

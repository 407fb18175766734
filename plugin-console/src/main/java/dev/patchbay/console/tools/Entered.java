package dev.patchbay.console.tools;

import dev.patchbay.console.web.Form;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person entered for a tool.
 *
 * @param arguments those that are well formed
 * @param mistakes what is wrong with the others, by argument
 */
record Entered(Map<String, Object> arguments, Map<String, String> mistakes) {
    static Entered of(List<Input> inputs, Form form) {
        Map<String, Object> arguments = new LinkedHashMap<>();
        Map<String, String> mistakes = new LinkedHashMap<>();
        for (Input input : inputs) {
            try {
                Object value = input.value(form);
                if (value != null) {
                    arguments.put(input.name(), value);
                }
            } catch (Input.Mistake e) {
                mistakes.put(input.name(), e.getMessage());
            }
        }
        return new Entered(arguments, mistakes);
    }
}

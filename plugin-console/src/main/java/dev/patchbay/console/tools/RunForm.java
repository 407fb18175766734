package dev.patchbay.console.tools;

import dev.patchbay.console.page.Field;
import dev.patchbay.console.web.Form;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The form that runs a tool by hand, made from the tool's schema.
 *
 * @param source whose tool it is; always an account
 * @param tool the tool
 * @param fields an argument each
 * @param error what is wrong with the whole; empty for nothing
 */
public record RunForm(Source source, ToolView tool, List<Field> fields, String error) {
    static RunForm empty(Source source, ToolView tool) {
        return new RunForm(
                source, tool, Input.of(tool).stream().map(Input::empty).toList(), "");
    }

    /** The form as it was filled. */
    static RunForm filled(Source source, ToolView tool, Form form) {
        return new RunForm(
                source,
                tool,
                Input.of(tool).stream().map(each -> each.filled(form)).toList(),
                "");
    }

    /** This form with what is wrong in it. */
    RunForm wrong(Map<String, String> mistakes) {
        return new RunForm(
                source,
                tool,
                fields.stream()
                        .map(each -> each.wrong(mistakes.get(each.label())))
                        .toList(),
                "Something in the form needs another look:");
    }

    /**
     * This form with what the gateway says about the arguments: a line for each mistake, which begins with the name of
     * the argument. A line about no field of this form stands above it.
     */
    RunForm refused(String message) {
        Map<String, String> mistakes = new TreeMap<>();
        StringBuilder others = new StringBuilder();
        for (String line : message.split("\n")) {
            Field about = fields.stream()
                    .filter(each -> line.startsWith(each.label()))
                    .filter(each -> line.substring(each.label().length()).matches("(?s)[.:\\[].*"))
                    .findFirst()
                    .orElse(null);
            if (about == null) {
                others.append(others.isEmpty() ? "" : " ").append(line);
            } else {
                mistakes.merge(about.label(), said(line, about), (one, other) -> one + "; " + other);
            }
        }
        RunForm judged = wrong(mistakes);
        return new RunForm(source, tool, judged.fields, others.isEmpty() ? judged.error : others.toString());
    }

    /** The label stands before the message, so that it is not said twice. */
    private static String said(String line, Field about) {
        String rest = line.substring(about.label().length());
        return rest.startsWith(": ") ? "is not right: " + rest.substring(2) : rest;
    }

    /** The fields that something is wrong with. */
    public List<Field> mistaken() {
        return fields.stream().filter(each -> each.error() != null).toList();
    }

    /** What has to be filled, and what was. */
    public List<Field> first() {
        return fields.stream().filter(RunForm::stands).toList();
    }

    /** What can be left alone. */
    public List<Field> others() {
        return fields.stream().filter(each -> !stands(each)).toList();
    }

    private static boolean stands(Field field) {
        return field.required()
                || field.error() != null
                || !field.value().isEmpty()
                || Stream.of(field.chosen()).anyMatch(each -> !each.isEmpty());
    }

    /** Where it is sent. */
    public String action() {
        return source.runUrl(tool);
    }
}

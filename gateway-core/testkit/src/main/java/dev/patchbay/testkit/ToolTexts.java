package dev.patchbay.testkit;

import dev.patchbay.api.Tool;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What can be found out by a program about the texts that models read: where they say nothing. */
final class ToolTexts {
    /** A description has this many words that are neither in the title nor in the path, nor words of every sentence. */
    private static final int OWN_WORDS = 6;

    /** Clients cut a description at 2,048 characters. */
    private static final int LONGEST = 2_000;

    /** All descriptions together: about 40,000 tokens. */
    private static final int LONGEST_TOGETHER = 160_000;

    private static final Pattern WORD = Pattern.compile("[A-Za-z]+");
    private static final Pattern TOOL_NAME = Pattern.compile("\\b[a-z]+(?:_[a-z0-9]+){2,}\\b");
    private static final Set<String> OF_EVERY_SENTENCE = words(
            "a an the of to for in on by with and or from as it its is are be this that one all at no not what which when"
                    + " where how into out if then than only also each every get list create update delete post put"
                    + " answer return");

    /** Names of arguments that say all there is to say. */
    private static final Set<String> PLAIN = Set.of(
            ("name title description email phone address address1 city state country postalCode website firstName lastName"
                            + " companyName businessName label labels headline subject message body content question answer"
                            + " summary notes code value url meta items attachments seo media medias sku imageUrl"
                            + " imageAltText timezone fields products")
                    .split(" "));

    private ToolTexts() {}

    /** Descriptions that repeat the title or the path, are cut by clients, or are as long as a manual. */
    static List<String> descriptions(List<Tool> tools) {
        List<String> faults = new ArrayList<>();
        int sum = 0;
        for (Tool tool : tools) {
            String text = tool.description();
            sum += text.length();
            Set<String> own = new LinkedHashSet<>(stems(text));
            own.removeAll(stems(tool.title() + ' ' + spoken(tool.operation()) + ' ' + spoken(tool.name())));
            own.removeAll(stems(String.join(" ", OF_EVERY_SENTENCE)));
            if (own.size() < OWN_WORDS) {
                faults.add(tool.name() + " says little more than its title and path: " + text);
            }
            if (text.length() > LONGEST) {
                faults.add(tool.name() + " is described in " + text.length() + " characters");
            }
        }
        if (sum > LONGEST_TOGETHER) {
            faults.add("all descriptions together have " + sum + " characters");
        }
        return faults;
    }

    /** Arguments without a description whose name leaves open what they mean: numbers, ids, free texts, shapes. */
    static List<String> arguments(List<Tool> tools) {
        List<String> faults = new ArrayList<>();
        for (Tool tool : tools) {
            map(tool.inputSchema().get("properties")).forEach((name, schema) -> {
                if (!speaks(String.valueOf(name), map(schema))) {
                    faults.add(tool.name() + ": " + name);
                }
            });
        }
        return faults;
    }

    /** Names of tools in texts that no tool has. */
    static Set<String> strangers(List<Tool> tools) {
        Set<String> names = tools.stream().map(Tool::name).collect(Collectors.toSet());
        Set<String> beginnings = names.stream().map(ToolTexts::beginning).collect(Collectors.toSet());
        Set<String> strangers = new TreeSet<>();
        for (Tool tool : tools) {
            Matcher named = TOOL_NAME.matcher(tool.description() + ' ' + tool.inputSchema());
            while (named.find()) {
                if (beginnings.contains(beginning(named.group())) && !names.contains(named.group())) {
                    strangers.add(tool.name() + " names " + named.group());
                }
            }
        }
        return strangers;
    }

    /** What names of tools have in common: {@code list_all_acme}, {@code acme_tickets}. */
    private static String beginning(String name) {
        String[] parts = name.split("_");
        return String.join("_", List.of(parts).subList(0, Math.min(parts.length, 2)));
    }

    private static boolean speaks(String name, Map<?, ?> schema) {
        if (!String.valueOf(schema.containsKey("description") ? schema.get("description") : "")
                        .isBlank()
                || PLAIN.contains(name)
                || schema.containsKey("enum")
                || schema.containsKey("const")) {
            return true;
        }
        String type = String.valueOf(schema.get("type"));
        return type.contains("boolean") && !name.equals(name.toLowerCase(Locale.ROOT))
                || schema.containsKey("properties")
                || map(schema.get("items")).containsKey("properties");
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String spoken(String text) {
        return text.replaceAll("([a-z])([A-Z])", "$1 $2").replace('_', ' ');
    }

    private static Set<String> words(String text) {
        Set<String> words = new LinkedHashSet<>();
        Matcher matcher = WORD.matcher(text.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static Set<String> stems(String text) {
        return words(text).stream()
                .map(word -> word.replaceFirst("(?<=...)(ies|es|s|ing|ed|d)$", ""))
                .collect(Collectors.toSet());
    }
}

package dev.patchbay.token;

import dev.patchbay.account.FieldErrors;
import dev.patchbay.api.Effect;
import dev.patchbay.api.Tool;
import dev.patchbay.tool.ToolFilter;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Whether a filter names what exists. A word that matches nothing would silently hide tools. */
final class FilterCheck {
    /** Known for every integration. */
    private static final List<String> WORDS =
            List.of("read", "write", "custom", "list", "get", "create", "update", "delete");

    private static final Set<String> READING = Set.of("read", "list", "get");
    private static final String WORD = "[A-Za-z0-9_.-]{1,64}";

    private final List<Tool> tools;
    private final boolean deployed;

    /**
     * @param tools the tools of the account
     * @param deployed whether its integration is there; while it is not, only the spelling of words is checked
     */
    FilterCheck(List<Tool> tools, boolean deployed) {
        this.tools = tools;
        this.deployed = deployed;
    }

    void check(ToolFilter filter, FieldErrors errors) {
        SortedSet<String> methods = new TreeSet<>();
        SortedSet<String> tags = new TreeSet<>();
        for (Tool tool : tools) {
            methods.add(tool.method());
            tags.addAll(tool.tags());
        }
        methods.removeAll(WORDS);
        for (String method : new TreeSet<>(filter.methods())) {
            boolean known = WORDS.contains(method) || (deployed ? methods.contains(method) : method.matches(WORD));
            errors.check(
                    known,
                    "config.methods",
                    quoted(method) + " is no method; there are " + String.join(", ", WORDS)
                            + (methods.isEmpty()
                                    ? ""
                                    : ", and of this integration's own " + String.join(", ", methods)));
        }
        for (String tag : new TreeSet<>(filter.tags())) {
            errors.check(
                    deployed ? tags.contains(tag) : tag.matches(WORD),
                    "config.tags",
                    quoted(tag) + " is no tag; there are " + (tags.isEmpty() ? "none" : String.join(", ", tags)));
        }
    }

    /** Whether nothing passes but what reads, whatever tools the integration gets later. */
    boolean readsOnly(ToolFilter filter) {
        return !filter.methods().isEmpty() && filter.methods().stream().allMatch(this::reads);
    }

    private boolean reads(String word) {
        if (READING.contains(word)) {
            return true;
        }
        List<Tool> named =
                tools.stream().filter(tool -> tool.method().equals(word)).toList();
        return !WORDS.contains(word)
                && !named.isEmpty()
                && named.stream().allMatch(tool -> tool.effect() == Effect.READS);
    }

    private static String quoted(String word) {
        return '"' + (word.length() <= 64 ? word : word.substring(0, 64) + "…") + '"';
    }
}

package dev.patchbay.tool;

import dev.patchbay.api.Tool;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** English text as the words that a search compares: without endings, without words that every request has. */
final class Words {
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
    private static final Set<String> EMPTY = Set.of(
            "a",
            "an",
            "the",
            "of",
            "to",
            "in",
            "on",
            "for",
            "from",
            "by",
            "with",
            "and",
            "or",
            "is",
            "are",
            "it",
            "its",
            "my",
            "our",
            "me",
            "we",
            "i",
            "you",
            "your",
            "this",
            "that",
            "these",
            "those",
            "which",
            "what",
            "who",
            "how",
            "all",
            "any",
            "single",
            "please",
            "can",
            "do",
            "does",
            "be",
            "as",
            "at",
            "has",
            "have",
            "not",
            "only",
            "use",
            "id",
            "highlevel",
            "billsby",
            "was",
            "were",
            "into",
            "out",
            "up",
            "if",
            "one",
            "them",
            "their",
            "they");

    /** Words that people use for the same thing. A query for one finds the others too, at less weight. */
    private static final List<List<String>> KIN = List.of(
            List.of("list", "find", "search", "show", "look", "lookup", "browse"),
            List.of("get", "read", "fetch", "show", "view", "open", "detail"),
            List.of("create", "add", "new", "make", "open"),
            List.of("update", "change", "edit", "modify", "set", "rename"),
            List.of("delete", "remove", "drop", "erase"),
            List.of("cancel", "end", "stop", "terminate"),
            List.of("send", "write", "reply", "answer", "message"),
            List.of("message", "sms", "text", "email", "chat"),
            List.of("email", "mail"),
            List.of("contact", "client", "lead", "person", "people", "customer"),
            List.of("appointment", "booking", "meeting", "book", "schedule"),
            List.of("deal", "opportunity", "pipeline"),
            List.of("invoice", "bill"),
            List.of("payment", "pay", "charge", "transaction"),
            List.of("refund", "money"),
            List.of("upload", "attach", "attachment", "file"),
            List.of("post", "publish", "social"),
            List.of("user", "team", "staff", "member", "employee"),
            List.of("task", "todo"),
            List.of("free", "available", "availability"),
            List.of("location", "subaccount"),
            List.of("pause", "suspend", "hold"),
            List.of("resume", "reactivate", "restart"),
            List.of("tag", "label"),
            List.of("won", "lost", "abandoned", "status"),
            List.of("done", "completed", "finished", "complete"),
            List.of("invite", "user", "access"),
            List.of("number", "phone"));

    private static final Map<String, List<String>> KIN_OF = new HashMap<>();

    static {
        for (List<String> group : KIN) {
            for (String word : group) {
                List<String> others = KIN_OF.computeIfAbsent(stem(word), key -> new ArrayList<>());
                group.stream()
                        .map(Words::stem)
                        .filter(each -> !each.equals(stem(word)))
                        .forEach(others::add);
            }
        }
    }

    /** What kind of thing is done. */
    enum Action {
        LIST(
                "list", "show", "find", "search", "which", "what", "how", "look", "browse", "read", "get", "fetch",
                "view", "see"),
        CREATE(
                "create",
                "add",
                "new",
                "make",
                "write",
                "book",
                "invite",
                "put",
                "record",
                "start",
                "register",
                "open",
                "schedule",
                "plan",
                "publish",
                "block"),
        UPDATE("update", "change", "edit", "modify", "set", "rename", "mark", "move", "reschedule"),
        DELETE("delete", "remove", "erase", "drop", "take", "stop", "cancel"),
        SEND("send", "reply", "answer", "text", "email", "message"),
        ANY;

        private final Set<String> words;

        Action(String... words) {
            this.words = Set.of(words);
        }
    }

    private Words() {}

    /** What a query asks for, by the first of its words that says so. */
    static Action action(String query) {
        for (String word : SEPARATORS.split(query.toLowerCase(Locale.ROOT))) {
            for (Action action : Action.values()) {
                if (action.words.contains(word)) {
                    return action;
                }
            }
        }
        return Action.ANY;
    }

    /** What a tool does. */
    static Action actionOf(Tool tool) {
        Action said = action(tool.title());
        return switch (tool.method()) {
            case "list", "get" -> Action.LIST;
            case "create" -> said == Action.SEND ? said : Action.CREATE;
            case "update" -> Action.UPDATE;
            case "delete" -> Action.DELETE;
            default -> said;
        };
    }

    /** The words of a text but for those that say what is done. */
    static List<String> things(String text) {
        List<String> things = new ArrayList<>();
        for (String word : of(text)) {
            boolean verb = false;
            for (Action action : Action.values()) {
                verb |= action.words.stream().map(Words::stem).anyMatch(word::equals);
            }
            if (!verb) {
                things.add(word);
            }
        }
        return things;
    }

    /** The words of a text, in order, with repetitions. */
    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        String spaced = CAMEL.matcher(text).replaceAll(" ").toLowerCase(Locale.ROOT);
        for (String word : SEPARATORS.split(spaced)) {
            if (word.length() > 1 && !EMPTY.contains(word)) {
                words.add(stem(word));
            }
        }
        return words;
    }

    /** Other words for the same thing. */
    static List<String> kin(String stem) {
        return KIN_OF.getOrDefault(stem, List.of());
    }

    /** Cuts the endings of plurals and verb forms; the rest need not be a word. */
    private static String stem(String word) {
        String stem = word;
        if (stem.endsWith("ies") && stem.length() > 4) {
            stem = stem.substring(0, stem.length() - 3) + "y";
        } else if (stem.endsWith("sses") || stem.endsWith("xes") || stem.endsWith("ches") || stem.endsWith("shes")) {
            stem = stem.substring(0, stem.length() - 2);
        } else if (stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us") && stem.length() > 3) {
            stem = stem.substring(0, stem.length() - 1);
        }
        if (stem.endsWith("ing") && stem.length() > 5) {
            stem = undouble(stem.substring(0, stem.length() - 3));
        } else if (stem.endsWith("ed") && stem.length() > 4) {
            stem = undouble(stem.substring(0, stem.length() - 2));
        }
        return stem.endsWith("e") && stem.length() > 4 ? stem.substring(0, stem.length() - 1) : stem;
    }

    private static String undouble(String stem) {
        int last = stem.length() - 1;
        boolean doubled =
                last > 2 && stem.charAt(last) == stem.charAt(last - 1) && "lsz".indexOf(stem.charAt(last)) < 0;
        return doubled ? stem.substring(0, last) : stem;
    }
}

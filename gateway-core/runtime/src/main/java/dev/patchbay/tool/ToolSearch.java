package dev.patchbay.tool;

import dev.patchbay.api.Tool;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Finds tools by words: the words of a tool's title and name count most, then its tags, its description, and last the
 * names of its arguments. Ranked by BM25 over these fields; of two that fit alike, the one goes first whose title says
 * little else, and which does the kind of thing that the query's verb asks for.
 *
 * @see <a href="https://doi.org/10.1561/1500000019">Robertson and Zaragoza: The Probabilistic Relevance Framework</a>
 */
public final class ToolSearch {
    private static final double SATURATION = 1.2;
    private static final double LENGTH_WEIGHT = 0.6;
    private static final double TITLE = 4;
    private static final double NAME = 3;
    private static final double TAGS = 1.5;
    private static final double DESCRIPTION = 1;
    private static final double ARGUMENTS = 0.4;
    private static final double TITLE_COVERED = 1.6;
    private static final double RIGHT_ACTION = 0.9;
    private static final double KIN = 0.5;

    /** Other tools that a description refers to, which say what the tool is not. */
    private static final Pattern TOOL_NAME = Pattern.compile("\\b[a-z]+(?:_[a-z0-9]+){2,}\\b");

    private final List<Document> documents = new ArrayList<>();
    private final Map<String, Integer> documentFrequency = new HashMap<>();
    private final double averageLength;

    private record Document(
            ToolEntry entry, Map<String, Double> weights, double length, Set<String> title, Words.Action action) {}

    private record Hit(ToolEntry entry, double score) {}

    /** Indexes the tools of a list. */
    public ToolSearch(Collection<ToolEntry> entries) {
        for (ToolEntry entry : entries) {
            Document document = document(entry);
            documents.add(document);
            document.weights().keySet().forEach(word -> documentFrequency.merge(word, 1, Integer::sum));
        }
        averageLength =
                documents.stream().mapToDouble(Document::length).average().orElse(1);
    }

    /**
     * The tools that fit best, best first; none if no word of the query is known.
     *
     * @param tags only tools with one of these tags; empty for all
     */
    public List<ToolEntry> find(String query, Set<String> tags, int limit) {
        Map<String, Double> wanted = new LinkedHashMap<>();
        for (String word : Words.of(query)) {
            wanted.put(word, 1.0);
            Words.kin(word).forEach(kin -> wanted.putIfAbsent(kin, KIN));
        }
        Words.Action action = Words.action(query);
        return documents.stream()
                .filter(each ->
                        tags.isEmpty() || each.entry().tool().tags().stream().anyMatch(tags::contains))
                .map(each -> new Hit(each.entry(), score(each, wanted, action)))
                .filter(hit -> hit.score() > 0)
                .sorted(Comparator.comparingDouble(Hit::score)
                        .reversed()
                        .thenComparing(hit -> hit.entry().tool().name().length()))
                .limit(limit)
                .map(Hit::entry)
                .toList();
    }

    private double score(Document document, Map<String, Double> wanted, Words.Action action) {
        double score = 0;
        for (var word : wanted.entrySet()) {
            Double weight = document.weights().get(word.getKey());
            if (weight != null) {
                int containing = documentFrequency.get(word.getKey());
                double rarity = Math.log(1 + (documents.size() - containing + 0.5) / (containing + 0.5));
                double norm = 1 - LENGTH_WEIGHT + LENGTH_WEIGHT * document.length() / averageLength;
                score += word.getValue() * rarity * weight * (SATURATION + 1) / (weight + SATURATION * norm);
            }
        }
        double covered = document.title().stream()
                        .mapToDouble(word -> wanted.getOrDefault(word, 0.0))
                        .sum()
                / Math.max(1, document.title().size());
        boolean right = action != Words.Action.ANY && action == document.action();
        // Who looks for something has no id yet, which a tool that gets one thing needs.
        double fits = document.entry().tool().method().equals("get") ? RIGHT_ACTION / 3 : RIGHT_ACTION;
        return score * (1 + TITLE_COVERED * covered) * (right ? 1 + fits : 1);
    }

    private static Document document(ToolEntry entry) {
        Tool tool = entry.tool();
        Map<String, Double> weights = new HashMap<>();
        add(weights, tool.title(), TITLE);
        add(weights, tool.name(), NAME);
        add(weights, String.join(" ", tool.tags()), TAGS);
        add(weights, TOOL_NAME.matcher(tool.description()).replaceAll(" "), DESCRIPTION);
        JsonNode properties = entry.inputSchema().path("properties");
        add(weights, String.join(" ", properties.propertyNames()), ARGUMENTS);
        return new Document(
                entry,
                weights,
                weights.values().stream().mapToDouble(d -> d).sum(),
                new HashSet<>(Words.things(tool.title())),
                Words.actionOf(tool));
    }

    private static void add(Map<String, Double> weights, String text, double weight) {
        Words.of(text).forEach(word -> weights.merge(word, weight, Double::sum));
    }
}

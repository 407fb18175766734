package dev.patchbay.integration;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads one file into nodes that know their lines. Plain YAML only: no anchors, which would hide where a thing comes
 * from, no tags of one's own, no key twice.
 */
final class YamlFile {
    private final String name;
    private final Mistakes mistakes;

    private YamlFile(String name, Mistakes mistakes) {
        this.name = name;
        this.mistakes = mistakes;
    }

    /** The document's mapping, or {@code null} if there is none; then a mistake says why. */
    static YamlNode.@Nullable Mapping read(String name, String text, Mistakes mistakes) {
        return new YamlFile(name, mistakes).read(text);
    }

    private YamlNode.@Nullable Mapping read(String text) {
        try {
            LoadSettings settings = LoadSettings.builder()
                    .setLabel(name)
                    .setCodePointLimit(20_000_000)
                    .build();
            Optional<Node> root = new Compose(settings).composeString(text);
            if (root.isEmpty()) {
                mistakes.add(new Place(name, 1), "the file is empty");
                return null;
            }
            if (convert(root.get()) instanceof YamlNode.Mapping mapping) {
                return mapping;
            }
            mistakes.add(place(root.get()), "the file must hold keys and values");
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark()
                    .or(e::getContextMark)
                    .map(mark -> mark.getLine() + 1)
                    .orElse(1);
            mistakes.add(new Place(name, line), "not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            mistakes.add(new Place(name, 1), "not YAML: " + e.getMessage());
        }
        return null;
    }

    private Place place(Node node) {
        return new Place(
                name, node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1));
    }

    private YamlNode convert(Node node) {
        Place place = place(node);
        if (node.getAnchor().isPresent()) {
            mistakes.add(place, "anchors and aliases are not read; share schemas by {use: Name}");
            return node instanceof ScalarNode scalar
                    ? scalar(place, scalar)
                    : new YamlNode.Mapping(place, new LinkedHashMap<>()); // an alias may lead back to here
        }
        if (node instanceof MappingNode mapping) {
            return mapping(place, mapping);
        }
        if (node instanceof SequenceNode sequence) {
            List<YamlNode> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(convert(item));
            }
            return new YamlNode.Sequence(place, List.copyOf(items));
        }
        return scalar(place, (ScalarNode) node);
    }

    private YamlNode.Mapping mapping(Place place, MappingNode node) {
        Map<String, YamlNode.Entry> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            Place keyPlace = place(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                mistakes.add(keyPlace, "a key must be a word");
                continue;
            }
            YamlNode.Entry entry = new YamlNode.Entry(keyPlace, convert(tuple.getValueNode()));
            if (entries.putIfAbsent(key.getValue(), entry) != null) {
                mistakes.add(keyPlace, "key \"" + key.getValue() + "\" stands here twice");
            }
        }
        return new YamlNode.Mapping(place, entries);
    }

    private YamlNode.Scalar scalar(Place place, ScalarNode node) {
        String text = node.getValue();
        Tag tag = node.getTag();
        try {
            if (tag.equals(Tag.STR)) {
                return new YamlNode.Scalar(place, text, text);
            }
            if (tag.equals(Tag.NULL)) {
                return new YamlNode.Scalar(place, null, text);
            }
            if (tag.equals(Tag.BOOL)) {
                return new YamlNode.Scalar(place, Boolean.parseBoolean(text), text);
            }
            if (tag.equals(Tag.INT)) {
                return new YamlNode.Scalar(place, integer(text), text);
            }
            if (tag.equals(Tag.FLOAT)) {
                return new YamlNode.Scalar(place, new BigDecimal(text), text);
            }
            mistakes.add(place, "the tag " + tag + " is not read");
        } catch (NumberFormatException e) {
            mistakes.add(place, "\"" + text + "\" is not a number that JSON has");
        }
        return new YamlNode.Scalar(place, null, text);
    }

    private static Number integer(String text) {
        BigInteger value = new BigInteger(text);
        if (value.bitLength() < Integer.SIZE) {
            return value.intValue();
        }
        return value.bitLength() < Long.SIZE ? (Number) value.longValue() : value;
    }
}

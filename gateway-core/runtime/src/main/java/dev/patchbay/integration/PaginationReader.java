package dev.patchbay.integration;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads paging styles, those of the vendor by name and those that a method writes itself. */
final class PaginationReader {
    private static final int MAXIMUM = 100;
    private static final int USUAL = 25;
    private static final int LARGEST_PAGE = 100_000;
    /** Stands before a path that begins at the last item of a page. */
    private static final String LAST = "last.";

    private static final Pagination WHOLE_LIST =
            new WholeList(new PageShape(AnswerPath.WHOLE, null, null, 1, MAXIMUM, USUAL, false));

    private final Mistakes mistakes;
    private final Map<String, Pagination> named = new LinkedHashMap<>();

    PaginationReader(Mistakes mistakes) {
        this.mistakes = mistakes;
    }

    /** Reads the named styles of a file. */
    void readNamed(Keys file) {
        file.mappings("pagination").forEach((name, mapping) -> {
            if (named.put(name, read(mapping)) != null) {
                mistakes.add(mapping.place(), "there are two paging styles \"" + name + "\"");
            }
        });
    }

    /** The style of a method: written out, by name, the whole list if the method lists, or none. */
    @Nullable
    Pagination of(Keys method, boolean lists) {
        YamlNode node = method.node("pagination");
        if (node == null) {
            return lists ? WHOLE_LIST : null;
        }
        if (node instanceof YamlNode.Mapping mapping) {
            return read(mapping);
        }
        Pagination style = node.plain() instanceof String name ? named.get(name) : null;
        if (style != null) {
            return style;
        }
        if ("none".equals(node.plain())) {
            return WHOLE_LIST;
        }
        mistakes.add(node.place(), "there is no paging style \"" + node.plain() + "\"");
        return WHOLE_LIST;
    }

    private Pagination read(YamlNode.Mapping mapping) {
        Keys keys = new Keys(mapping, "a paging style", mistakes);
        String style = keys.word("style", List.of("page", "offset", "cursor", "none"));
        if (style == null) {
            if (!keys.has("style")) {
                mistakes.add(keys.place(), "\"style\" is missing in a paging style");
            }
            return WHOLE_LIST;
        }
        PageShape shape = shape(keys, style);
        Pagination read = switch (style) {
            case "page" ->
                new PageNumbers(
                        shape, slot(keys, "page"), keys.number("first", 0, LARGEST_PAGE, 1), path(keys, "pages"));
            case "offset" -> new Offsets(shape, slot(keys, "offset"), keys.number("first", 0, LARGEST_PAGE, 0));
            case "cursor" -> new Cursors(shape, send(keys), path(keys, "more"));
            default -> new WholeList(shape);
        };
        keys.close();
        return read;
    }

    private PageShape shape(Keys keys, String style) {
        AnswerPath items = path(keys, "items");
        AnswerPath total = style.equals("none") ? null : path(keys, "total");
        Pagination.Slot size = style.equals("none") || !keys.has("size") ? null : slot(keys, "size");
        int maximum = keys.number("maximum", 1, LARGEST_PAGE, MAXIMUM);
        int minimum = keys.number("minimum", 1, maximum, 1);
        int usual = Math.min(keys.number("default", 1, LARGEST_PAGE, USUAL), maximum);
        boolean asText = "string".equals(keys.word("as", List.of("string")));
        return new PageShape(items == null ? AnswerPath.WHOLE : items, total, size, minimum, maximum, usual, asText);
    }

    private @Nullable AnswerPath path(Keys keys, String key) {
        List<String> paths = keys.texts(key);
        return paths == null ? null : AnswerPath.of(paths);
    }

    private Pagination.Slot slot(Keys keys, String key) {
        String text = keys.need(key);
        return text.isEmpty() ? new Pagination.Slot(Where.QUERY, "") : slot(keys.place(key), text);
    }

    private Pagination.Slot slot(Place place, String text) {
        int dot = text.indexOf('.');
        String name = text.substring(dot + 1);
        for (Where where : List.of(Where.QUERY, Where.BODY, Where.HEADER)) {
            if (dot > 0 && text.substring(0, dot).equals(where.word()) && !name.isEmpty()) {
                return new Pagination.Slot(where, name);
            }
        }
        mistakes.add(place, "\"" + text + "\" is no place in a request: query.name, body.name or header.name");
        return new Pagination.Slot(Where.QUERY, text);
    }

    private List<Cursors.Send> send(Keys keys) {
        YamlNode.Mapping mapping = keys.mapping("send");
        if (mapping == null || mapping.entries().isEmpty()) {
            mistakes.add(keys.place("send"), "\"send\" is missing in a paging style");
            return List.of();
        }
        List<Cursors.Send> send = new ArrayList<>();
        Keys places = new Keys(mapping, "send", mistakes);
        mapping.entries().forEach((key, entry) -> {
            List<String> paths = places.texts(key);
            if (paths != null) {
                send.add(new Cursors.Send(
                        slot(entry.place(), key),
                        paths.stream().map(PaginationReader::source).toList()));
            }
        });
        return List.copyOf(send);
    }

    private static Cursors.Source source(String path) {
        return path.startsWith(LAST)
                ? new Cursors.Source(AnswerPath.within(path.substring(LAST.length())), true)
                : new Cursors.Source(AnswerPath.of(List.of(path)), false);
    }
}

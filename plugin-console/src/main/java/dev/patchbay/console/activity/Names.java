package dev.patchbay.console.activity;

import dev.patchbay.console.json.Json;
import dev.patchbay.console.web.Visit;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * What the accounts, servers and API tokens that lines name are called. What is gone by now keeps its id.
 *
 * @param names by id
 */
public record Names(Map<String, String> names) {
    /** Those of some lines. API tokens are looked up, each once. */
    static Names of(Visit visit, Collection<Line> lines) {
        Map<String, String> names = new HashMap<>();
        for (Line line : lines) {
            put(names, line.account(), line.accountName());
            put(names, line.server(), line.serverName());
            if (!line.apiToken().isEmpty() && visit.session().administers()) {
                names.computeIfAbsent(line.apiToken(), id -> name(visit, "/api-token/" + id, id));
            }
        }
        return new Names(names);
    }

    private static void put(Map<String, String> names, String id, String name) {
        if (!name.isEmpty()) {
            names.put(id, name);
        }
    }

    private static String name(Visit visit, String path, String id) {
        Json found = visit.readIfThere(path, Map.of());
        return found.present() ? found.text("name") : id;
    }

    /** What something is called. */
    public String of(String id) {
        return names.getOrDefault(id, id);
    }

    /** Whether it is still there. */
    public boolean known(String id) {
        return !of(id).equals(id);
    }
}

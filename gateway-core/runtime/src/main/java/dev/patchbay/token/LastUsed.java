package dev.patchbay.token;

import dev.patchbay.store.Database;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** When rows were last used: noted in memory with each call, written together from time to time. */
final class LastUsed {
    private final Database database;
    private final String update;
    private final Map<String, Instant> noted = new ConcurrentHashMap<>();

    /** @param table has the columns {@code id} and {@code last_used_at} */
    LastUsed(Database database, String table) {
        this.database = database;
        update =
                "update " + table + " set last_used_at = ? where id = ? and (last_used_at is null or last_used_at < ?)";
    }

    void note(String id, Instant at) {
        noted.put(id, at);
    }

    /** Writes what was noted. What cannot be written is kept for the next time. */
    void flush() {
        Map<String, Instant> taken = Map.copyOf(noted);
        if (taken.isEmpty()) {
            return;
        }
        List<Object[]> rows = new ArrayList<>();
        // In one order, so that two nodes that write the same rows cannot block each other.
        taken.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> rows.add(new Object[] {each.getValue(), each.getKey(), each.getValue()}));
        database.change("note when tokens were used", session -> session.runAll(update, rows));
        taken.forEach(noted::remove);
    }
}

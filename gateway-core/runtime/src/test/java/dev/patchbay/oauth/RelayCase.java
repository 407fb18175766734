package dev.patchbay.oauth;

import dev.patchbay.Rooms;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.Postgres;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A vendor, and the nodes of a gateway that a test opens; all are closed after it. */
@ExtendWith(Postgres.class)
abstract class RelayCase {
    @TempDir
    Path folder;

    final RelayServer server = new RelayServer();
    private final List<AutoCloseable> open = new ArrayList<>(List.of(server));

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    RelayNode node(Rooms rooms) {
        RelayNode node = new RelayNode(rooms, server);
        open.add(node);
        return node;
    }

    RelayNode first(Dialect dialect) {
        return node(Rooms.fresh(dialect, folder));
    }

    RelayNode second(RelayNode one) {
        return node(one.rooms.secondNode(folder.resolve("two")));
    }

    /** How often the vendor was asked to renew a login. */
    long renewals() {
        return server.forms.stream()
                .filter(form -> form.contains("refresh_token="))
                .count();
    }
}

package dev.patchbay.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Await;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Postgres.class)
class ChangesTest {
    private static final Duration BOUND = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void tellsThisNodeBeforeTheCallReturns(Dialect dialect) {
        List<Change> heard = new CopyOnWriteArrayList<>();
        try (Database database = TestDatabase.fresh(dialect, folder).open();
                Changes changes = new Changes(database)) {
            Await.until("the node listens", BOUND, changes::hears);
            changes.subscribe(heard::add);
            Change change = new Change(Change.Kind.SERVER, "srv_1");
            changes.publish(change);
            assertTrue(heard.contains(change));
        }
    }

    @Test
    void tellsTheOtherNodesOnlyWhatIsCommitted() {
        List<Change> heard = new CopyOnWriteArrayList<>();
        TestDatabase where = TestDatabase.fresh(Dialect.POSTGRESQL, folder);
        try (Database here = where.open();
                Database there = where.open();
                Changes changes = new Changes(here);
                Changes others = new Changes(there)) {
            Await.until("both listen", BOUND, () -> changes.hears() && others.hears());
            others.subscribe(heard::add);
            try {
                here.change("fail", session -> {
                    changes.publish(session, new Change(Change.Kind.ACCOUNT, "undone"));
                    throw new IllegalStateException("stop");
                });
            } catch (IllegalStateException expected) {
                assertEquals("stop", expected.getMessage());
            }
            Change done = new Change(Change.Kind.ACCOUNT, "done");
            here.change("succeed", session -> changes.publish(session, done));
            Await.until("the other node hears", BOUND, () -> heard.contains(done));
            assertEquals(
                    List.of(done),
                    heard.stream()
                            .filter(each -> each.kind() != Change.Kind.ALL)
                            .toList());
        }
    }

    @Test
    void tellsToForgetEverythingWhenItWasCutOff() {
        List<Change> heard = new CopyOnWriteArrayList<>();
        TestDatabase where = TestDatabase.fresh(Dialect.POSTGRESQL, folder);
        try (Database database = where.open();
                Changes changes = new Changes(database)) {
            Await.until("the node listens", BOUND, changes::hears);
            changes.subscribe(heard::add);
            heard.clear();
            where.execute("select pg_terminate_backend(pid) from pg_stat_activity"
                    + " where datname = current_database() and (query like 'listen%' or query = 'select 1')");
            Await.until("it says so", BOUND, () -> heard.contains(Change.EVERYTHING) && changes.hears());
            Change after = new Change(Change.Kind.API_TOKEN, "apt_1");
            changes.publish(after);
            assertTrue(heard.contains(after));
        }
    }

    @Test
    void doesNotHearWhileItIsClosed() {
        try (Database database = TestDatabase.fresh(Dialect.POSTGRESQL, folder).open()) {
            Changes changes = new Changes(database);
            Await.until("the node listens", BOUND, changes::hears);
            changes.close();
            assertFalse(changes.hears());
        }
    }
}

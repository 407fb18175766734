package dev.patchbay.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Await;
import dev.patchbay.Rooms;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Postgres.class)
class AuditTrailTest {
    private static final Duration BOUND = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void keepsEveryFieldAndIsDurableWhenItSaysSo(Dialect dialect) {
        AuditEntry full = new AuditEntry(
                Instant.parse("2026-11-24T12:00:00.123Z"),
                "req-1",
                "srv_1",
                "apt_1",
                "acc_1",
                "acme",
                "127.0.0.1",
                "acme_tickets_merge",
                "destroys",
                "ok",
                204,
                17,
                1234,
                5678,
                "sha256:abc",
                "two tickets — merged 😀");
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            rooms.audit.recordNow(full);
            List<AuditLine> lines = rooms.audit.latest(AuditFilter.ALL, 10, null);
            assertEquals(1, lines.size());
            assertEquals(full, lines.get(0).entry());
            assertEquals(
                    rooms.data.read("node.id").orElseThrow().strip(),
                    lines.get(0).node());
            assertTrue(rooms.audit.verify().intact());
        }
    }

    @ParameterizedTest
    @EnumSource
    void chainsWhatManyThreadsWriteAtOnce(Dialect dialect) throws Exception {
        Rooms rooms = Rooms.fresh(dialect, folder);
        try (rooms) {
            ExecutorService threads = Executors.newFixedThreadPool(16);
            try {
                List<Future<?>> work = new ArrayList<>();
                for (int i = 0; i < 16; i++) {
                    int thread = i;
                    work.add(threads.submit(() -> {
                        for (int k = 0; k < 50; k++) {
                            AuditEntry entry = entry("t" + thread + "-" + k, "ok");
                            if (k % 5 == 0) {
                                rooms.audit.recordNow(entry);
                            } else {
                                rooms.audit.record(entry);
                            }
                        }
                    }));
                }
                for (Future<?> each : work) {
                    each.get();
                }
            } finally {
                threads.shutdown();
            }
        }
        try (Rooms again = rooms.again()) {
            Verdict verdict = again.audit.verify();
            assertEquals(List.of(), verdict.faults());
            assertEquals(800, verdict.lines());
            Set<String> seen = new HashSet<>();
            Long before = null;
            for (List<AuditLine> page = again.audit.latest(AuditFilter.ALL, 300, null);
                    !page.isEmpty();
                    page = again.audit.latest(AuditFilter.ALL, 300, before)) {
                page.forEach(each -> seen.add(each.entry().requestId()));
                before = page.get(page.size() - 1).id();
            }
            assertEquals(800, seen.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsWhatWasChangedRemovedOrPutIn(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            IntStream.rangeClosed(1, 6).forEach(i -> rooms.audit.recordNow(entry("r" + i, "ok")));
            assertTrue(rooms.audit.verify().intact());
            String node = rooms.data.read("node.id").orElseThrow().strip();

            rooms.where.execute("update audit_lines set outcome = 'failed' where request_id = 'r2'");
            assertEquals(
                    List.of("line 2 of node " + node + " was changed"),
                    rooms.audit.verify().faults());
            rooms.where.execute("update audit_lines set outcome = 'ok' where request_id = 'r2'");
            assertTrue(rooms.audit.verify().intact());

            rooms.where.execute("update audit_lines set vendor_status = 200 where request_id = 'r6'");
            assertFalse(rooms.audit.verify().intact());
            rooms.where.execute("update audit_lines set vendor_status = null where request_id = 'r6'");

            rooms.where.execute("delete from audit_lines where request_id = 'r6'");
            assertEquals(
                    List.of("the last 1 lines of node " + node + " are missing"),
                    rooms.audit.verify().faults());
            rooms.where.execute("delete from audit_lines where request_id = 'r3'");
            assertEquals(2, rooms.audit.verify().faults().size());
            rooms.where.execute("delete from audit_lines where request_id = 'r1'");
            assertTrue(rooms.audit.verify().faults().get(0).contains("lines are missing"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void showsLinesThatWereExchanged(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            IntStream.rangeClosed(1, 3).forEach(i -> rooms.audit.recordNow(entry("r" + i, "ok")));
            rooms.where.execute("update audit_lines set node_seq = 9 where request_id = 'r1'");
            rooms.where.execute("update audit_lines set node_seq = 1 where request_id = 'r2'");
            rooms.where.execute("update audit_lines set node_seq = 2 where request_id = 'r1'");
            assertFalse(rooms.audit.verify().intact());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesWhatMustBeSeenWhileItCannotBeWrittenAndCatchesUpWithTheRest(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            rooms.audit.recordNow(entry("before", "ok"));
            rooms.where.execute("alter table audit_lines rename to audit_away");
            assertThrows(AuditUnavailable.class, () -> rooms.audit.recordNow(entry("refused", "started")));
            rooms.audit.record(entry("later", "ok"));
            assertThrows(AuditUnavailable.class, () -> rooms.audit.recordNow(entry("refused", "started")));
            rooms.where.execute("alter table audit_away rename to audit_lines");
            Await.until(
                    "the line that could wait is there",
                    BOUND,
                    () -> rooms.audit.latest(AuditFilter.ALL, 10, null).size() == 2);
            rooms.audit.recordNow(entry("after", "ok"));
            assertEquals(
                    List.of("after", "later", "before"),
                    rooms.audit.latest(AuditFilter.ALL, 10, null).stream()
                            .map(each -> each.entry().requestId())
                            .toList());
            assertTrue(rooms.audit.verify().intact());
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesASingleLineSoonAndTheRestOnClosing(Dialect dialect) {
        Rooms rooms = Rooms.fresh(dialect, folder);
        try (rooms) {
            rooms.audit.record(entry("soon", "ok"));
            Await.until(
                    "the line is there",
                    BOUND,
                    () -> rooms.audit.latest(AuditFilter.ALL, 1, null).size() == 1);
            IntStream.range(0, 700).forEach(i -> rooms.audit.record(entry("r" + i, "ok")));
        }
        assertThrows(AuditUnavailable.class, () -> rooms.audit.record(entry("too late", "ok")));
        try (Rooms again = rooms.again()) {
            assertEquals(new Verdict(701, List.of()), again.audit.verify());
        }
    }

    @ParameterizedTest
    @EnumSource
    void findsByWhatIsAskedFor(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            rooms.audit.recordNow(entry("r1", "ok"));
            rooms.audit.recordNow(entry("r2", "vendor_rejected"));
            rooms.audit.recordNow(new AuditEntry(
                    rooms.clock.instant().plusSeconds(60),
                    "r3",
                    "srv_3",
                    "apt_3",
                    "acc_3",
                    null,
                    null,
                    "server.mint",
                    "admin",
                    "ok",
                    null,
                    0,
                    0,
                    0,
                    null,
                    null));
            assertEquals(List.of("r2"), found(rooms, AuditFilter.ALL.ofOutcome("vendor_rejected")));
            assertEquals(
                    List.of("r3"),
                    found(
                            rooms,
                            AuditFilter.ALL
                                    .ofAccount("acc_3")
                                    .ofServer("srv_3")
                                    .ofApiToken("apt_3")
                                    .ofOutcome("ok")));
            assertEquals(List.of("r3"), found(rooms, AuditFilter.ALL.ofAction("server.mint")));
            assertEquals(
                    List.of("r3"),
                    found(rooms, AuditFilter.ALL.from(rooms.clock.instant().plusSeconds(1))));
            assertEquals(
                    List.of(), found(rooms, AuditFilter.ALL.ofAccount("acc_3").ofAction("no.such")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void staysIntactWhenOldLinesArePurged(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            rooms.audit.recordNow(entry(rooms.clock.instant(), "old1"));
            rooms.audit.recordNow(entry(rooms.clock.instant(), "old2"));
            rooms.clock.step(Duration.ofDays(10));
            rooms.audit.recordNow(entry(rooms.clock.instant(), "new"));
            rooms.audit.purge(Duration.ofDays(5));
            assertEquals(new Verdict(1, List.of()), rooms.audit.verify());
            rooms.clock.step(Duration.ofDays(10));
            rooms.audit.purge(Duration.ofDays(5));
            assertEquals(new Verdict(0, List.of()), rooms.audit.verify());
            rooms.audit.recordNow(entry(rooms.clock.instant(), "newest"));
            assertEquals(new Verdict(1, List.of()), rooms.audit.verify());
        }
    }

    @ParameterizedTest
    @EnumSource
    void cutsWhatDoesNotFitAndStaysIntact(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            rooms.audit.recordNow(entry("x".repeat(300) + "\0", "\0nul and half a pair \ud83d"));
            rooms.audit.recordNow(entry("😀".repeat(80), "ok"));
            assertTrue(rooms.audit.verify().intact());
            assertEquals(
                    100,
                    rooms.audit
                            .latest(AuditFilter.ALL, 1, null)
                            .get(0)
                            .entry()
                            .requestId()
                            .length());
        }
    }

    @Test
    void keepsOneChainForEachNode() {
        try (Rooms here = Rooms.fresh(Dialect.POSTGRESQL, folder);
                Rooms there = here.secondNode(folder.resolve("second"))) {
            for (int i = 0; i < 5; i++) {
                here.audit.recordNow(entry("here" + i, "ok"));
                there.audit.recordNow(entry("there" + i, "ok"));
            }
            assertEquals(new Verdict(10, List.of()), here.audit.verify());
            assertEquals(
                    2,
                    here.audit.latest(AuditFilter.ALL, 20, null).stream()
                            .map(AuditLine::node)
                            .distinct()
                            .count());
            here.where.execute("delete from audit_lines where request_id = 'there2'");
            assertFalse(here.audit.verify().intact());
        }
    }

    private static List<String> found(Rooms rooms, AuditFilter filter) {
        return rooms.audit.latest(filter, 10, null).stream()
                .map(each -> each.entry().requestId())
                .toList();
    }

    private static AuditEntry entry(String requestId, String outcome) {
        return new AuditEntry(
                Instant.parse("2026-11-24T12:00:00Z"),
                requestId,
                null,
                null,
                null,
                null,
                null,
                "acme_tickets_merge",
                "writes",
                outcome,
                null,
                0,
                0,
                0,
                null,
                null);
    }

    private static AuditEntry entry(Instant at, String requestId) {
        return new AuditEntry(
                at,
                requestId,
                null,
                null,
                null,
                null,
                null,
                "acme_tickets_merge",
                "writes",
                "ok",
                null,
                0,
                0,
                0,
                null,
                null);
    }
}

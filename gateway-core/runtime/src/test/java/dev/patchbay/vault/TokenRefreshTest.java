package dev.patchbay.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Await;
import dev.patchbay.Rooms;
import dev.patchbay.SteppedClock;
import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.Postgres;
import dev.patchbay.store.StoreException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Postgres.class)
class TokenRefreshTest {
    private static final Duration BOUND = Duration.ofSeconds(20);
    private static final int CALLS = 100;

    @TempDir
    Path folder;

    private final List<AutoCloseable> open = new ArrayList<>();

    /** A vendor whose refresh tokens work once. */
    private static final class Office implements Renewal {
        final AtomicInteger asked = new AtomicInteger();
        final Set<String> used = ConcurrentHashMap.newKeySet();
        final SteppedClock clock;
        volatile Runnable during = () -> {};
        volatile GatewayException fails;

        Office(SteppedClock clock) {
            this.clock = clock;
        }

        Credential issue(String number, Duration lifetime) {
            return new Credential(Map.of(
                    "access_token", "access-" + number,
                    "refresh_token", "refresh-" + number,
                    "expires_at", clock.instant().plus(lifetime).toString()));
        }

        @Override
        public Instant expiresAt(Credential credential) {
            return Instant.parse(String.valueOf(credential.get("expires_at")));
        }

        @Override
        public Credential renew(Credential credential) {
            int number = asked.incrementAndGet();
            during.run();
            GatewayException failure = fails;
            if (failure != null) {
                throw failure;
            }
            if (!used.add(String.valueOf(credential.get("refresh_token")))) {
                throw new GatewayException(Kind.NOT_CONNECTED, "invalid_grant: it was used before");
            }
            return issue("new" + number, Duration.ofDays(1));
        }
    }

    /** A node, an account on it, and its vendor. */
    private record Node(Rooms rooms, TokenRefresh refresh) {
        Credential fresh(String accountId, Office office) {
            return refresh.fresh(accountId, office, patient());
        }
    }

    @AfterEach
    void closeAll() throws Exception {
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        open.add(closeable);
        return closeable;
    }

    private Node node(Rooms opened) {
        Rooms rooms = opened(opened);
        return new Node(rooms, opened(new TokenRefresh(rooms.database, rooms.credentials, rooms.clock)));
    }

    private Node first(Dialect dialect) {
        return node(Rooms.fresh(dialect, folder));
    }

    private static Patience patient() {
        return new Patience(Instant.now().plus(BOUND), () -> false);
    }

    private static Patience impatient() {
        return new Patience(Instant.now().plusMillis(300), () -> false);
    }

    private static String account(Node node, Office office, Duration lifetime) {
        String id = node.rooms.connected("Widgets").id();
        node.rooms.credentials.put(id, office.issue("old", lifetime));
        return id;
    }

    private static String access(Credential credential) {
        return String.valueOf(credential.get("access_token"));
    }

    private List<String> atOnce(int calls, Callable<Credential> call) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(calls);
        try {
            CountDownLatch ready = new CountDownLatch(calls);
            List<Future<String>> answers = new ArrayList<>();
            for (int i = 0; i < calls; i++) {
                answers.add(threads.submit(() -> {
                    ready.countDown();
                    ready.await(BOUND.toSeconds(), TimeUnit.SECONDS);
                    return access(call.call());
                }));
            }
            List<String> tokens = new ArrayList<>();
            for (Future<String> each : answers) {
                tokens.add(each.get(BOUND.toSeconds(), TimeUnit.SECONDS));
            }
            return tokens;
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void renewsOnceForAHundredCallsThatFindTheTokenExpired(Dialect dialect) throws Exception {
        Node node = first(dialect);
        Office office = new Office(node.rooms.clock);
        String id = account(node, office, Duration.ofSeconds(-1));
        List<String> tokens = atOnce(CALLS, () -> node.fresh(id, office));
        assertEquals(1, office.asked.get());
        assertEquals(CALLS, tokens.size());
        assertEquals(Set.of("access-new1"), Set.copyOf(tokens));
        assertEquals("access-new1", access(node.rooms.credentials.credential(id)));
    }

    @Test
    void renewsOnceForAHundredCallsOnTwoNodes() throws Exception {
        Node one = first(Dialect.POSTGRESQL);
        Node two = node(one.rooms.secondNode(folder.resolve("two")));
        Office office = new Office(one.rooms.clock);
        String id = account(one, office, Duration.ofSeconds(-1));
        AtomicInteger turn = new AtomicInteger();
        List<String> tokens = atOnce(CALLS, () -> (turn.incrementAndGet() % 2 == 0 ? one : two).fresh(id, office));
        assertEquals(1, office.asked.get());
        assertEquals(CALLS, tokens.size());
        assertEquals(Set.of("access-new1"), Set.copyOf(tokens));
    }

    @Test
    void makesTheOtherNodeWaitAndUseWhatTheFirstGot() throws Exception {
        Node one = first(Dialect.POSTGRESQL);
        Node two = node(one.rooms.secondNode(folder.resolve("two")));
        Office office = new Office(one.rooms.clock);
        CountDownLatch answer = new CountDownLatch(1);
        office.during = () -> await(answer);
        String id = account(one, office, Duration.ofSeconds(-1));
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            Future<Credential> first = threads.submit(() -> one.fresh(id, office));
            Await.until("the vendor is asked", BOUND, () -> office.asked.get() == 1);
            assertEquals(
                    Kind.VENDOR_UNREACHABLE,
                    assertThrows(GatewayException.class, () -> two.refresh.fresh(id, office, impatient()))
                            .kind());
            Future<Credential> second = threads.submit(() -> two.fresh(id, office));
            answer.countDown();
            assertEquals("access-new1", access(first.get(20, TimeUnit.SECONDS)));
            assertEquals("access-new1", access(second.get(20, TimeUnit.SECONDS)));
            assertEquals(1, office.asked.get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void renewsAMinuteBeforeTheTokenExpiresAndNotEarlier() {
        Node node = first(Dialect.H2);
        Office office = new Office(node.rooms.clock);
        String id = account(node, office, Duration.ofSeconds(61));
        assertEquals("access-old", access(node.fresh(id, office)));
        node.rooms.clock.step(Duration.ofSeconds(1));
        assertEquals("access-new1", access(node.fresh(id, office)));
        assertEquals("access-new1", access(node.fresh(id, office)));
        assertEquals(1, office.asked.get());
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void keepsTheOldTokenWhileTheVendorFailsAndUsesItWhileItIsGood(Dialect dialect) {
        Node node = first(dialect);
        Office office = new Office(node.rooms.clock);
        office.fails = new GatewayException(Kind.VENDOR_FAILED, "the vendor's token endpoint answered 500");
        String id = account(node, office, Duration.ofSeconds(30));
        assertEquals("access-old", access(node.fresh(id, office)));
        assertEquals("access-old", access(node.fresh(id, office)));
        assertEquals(1, office.asked.get());

        node.rooms.clock.step(Duration.ofSeconds(31));
        GatewayException failed = assertThrows(GatewayException.class, () -> node.fresh(id, office));
        assertEquals(Kind.VENDOR_FAILED, failed.kind());
        assertTrue(String.valueOf(failed.getMessage()).contains("answered 500"), failed.getMessage());
        assertThrows(GatewayException.class, () -> node.fresh(id, office));
        assertEquals(2, office.asked.get(), "within a few seconds the vendor is not asked again");

        office.fails = null;
        node.rooms.clock.step(Duration.ofSeconds(6));
        assertEquals("access-new3", access(node.fresh(id, office)));
    }

    @Test
    void asksNobodyAgainAfterAFinalRefusalUntilTheAccountIsConnectedAgain() {
        Node one = first(Dialect.POSTGRESQL);
        Node two = node(one.rooms.secondNode(folder.resolve("two")));
        Office office = new Office(one.rooms.clock);
        office.fails = new GatewayException(Kind.NOT_CONNECTED, "invalid_grant: it is over");
        String id = account(one, office, Duration.ofSeconds(30));
        assertEquals("access-old", access(one.fresh(id, office)), "it is good for another half minute");
        one.rooms.clock.step(Duration.ofSeconds(40));
        for (Node each : List.of(one, two, one)) {
            GatewayException refused = assertThrows(GatewayException.class, () -> each.fresh(id, office));
            assertEquals(Kind.NOT_CONNECTED, refused.kind());
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("invalid_grant")
                            && String.valueOf(refused.getMessage()).contains("connect the account again"),
                    refused.getMessage());
            one.rooms.clock.step(Duration.ofSeconds(10));
        }
        assertEquals(1, office.asked.get());
        assertEquals("refresh-old", one.rooms.credentials.credential(id).get("refresh_token"));

        office.fails = null;
        one.rooms.credentials.put(id, office.issue("again", Duration.ofSeconds(1)));
        assertEquals("access-new2", access(one.fresh(id, office)));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void usesANewTokenOnlyOnceItIsStoredAndNeverSendsTheOldOneTwice(Dialect dialect) {
        Node node = first(dialect);
        Office office = new Office(node.rooms.clock);
        String id = account(node, office, Duration.ofSeconds(-1));
        office.during = () -> node.rooms.where.execute("alter table credentials rename to credentials_away");
        for (int i = 0; i < 3; i++) {
            RuntimeException waiting =
                    assertThrows(RuntimeException.class, () -> node.refresh.fresh(id, office, impatient()));
            // PostgreSQL tells late that the account is new; what was remembered of it is then read again, in vain.
            assertTrue(
                    waiting instanceof StoreException
                            || waiting instanceof GatewayException failure && failure.kind() == Kind.VENDOR_UNREACHABLE,
                    waiting::toString);
        }
        node.rooms.where.execute("alter table credentials_away rename to credentials");
        assertEquals("access-new1", access(node.fresh(id, office)));
        assertEquals(1, office.asked.get());
        assertEquals(Set.of("refresh-old"), office.used);
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void takesTheTurnOfANodeThatDiedWhenItsTimeIsOver(Dialect dialect) {
        Node node = first(dialect);
        Office office = new Office(node.rooms.clock);
        String id = account(node, office, Duration.ofSeconds(-1));
        node.rooms.where.execute("update credentials set renewal = 'ren_dead',"
                + " renewal_until = current_timestamp + interval '60' second where account_id = '" + id + "'");
        assertThrows(GatewayException.class, () -> node.refresh.fresh(id, office, impatient()));
        assertEquals(0, office.asked.get());
        node.rooms.where.execute("update credentials set renewal_until = current_timestamp - interval '1' second");
        assertEquals("access-new1", access(node.fresh(id, office)));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void letsALoginWinThatAnOperatorMakesDuringARenewal(Dialect dialect) {
        Node node = first(dialect);
        Office office = new Office(node.rooms.clock);
        String id = account(node, office, Duration.ofSeconds(-1));
        Credential operators = office.issue("operator", Duration.ofDays(1));
        office.during = () -> node.rooms.credentials.put(id, operators);
        assertEquals(operators, node.fresh(id, office));

        node.rooms.credentials.put(id, office.issue("older", Duration.ofSeconds(-1)));
        office.fails = new GatewayException(Kind.NOT_CONNECTED, "invalid_grant");
        assertEquals(operators, node.fresh(id, office));
        assertEquals(operators, node.rooms.credentials.credential(id));
    }

    @Test
    void storesWhatTheVendorAnswersToACallThatHasGivenUp() {
        Node node = first(Dialect.H2);
        Office office = new Office(node.rooms.clock);
        CountDownLatch answer = new CountDownLatch(1);
        office.during = () -> await(answer);
        String id = account(node, office, Duration.ofSeconds(-1));
        Patience gone = new Patience(Instant.now().plus(BOUND), () -> office.asked.get() == 1);
        assertEquals(
                Kind.CANCELLED,
                assertThrows(GatewayException.class, () -> node.refresh.fresh(id, office, gone))
                        .kind());
        answer.countDown();
        Await.until(
                "the new token is stored",
                BOUND,
                () -> access(node.rooms.credentials.credential(id)).equals("access-new1"));
    }

    @Test
    void storesWhatTheVendorAnswersWhileTheGatewayStops() throws Exception {
        Node node = first(Dialect.H2);
        Office office = new Office(node.rooms.clock);
        CountDownLatch answer = new CountDownLatch(1);
        office.during = () -> await(answer);
        String id = account(node, office, Duration.ofSeconds(-1));
        assertThrows(GatewayException.class, () -> node.refresh.fresh(id, office, impatient()));
        Thread stopping = new Thread(node.refresh::close);
        stopping.start();
        Await.until("the gateway waits", BOUND, () -> stopping.getState() == Thread.State.TIMED_WAITING);
        answer.countDown();
        stopping.join(BOUND.toMillis());
        assertFalse(stopping.isAlive());
        assertEquals("access-new1", access(node.rooms.credentials.credential(id)));
    }

    @Test
    void renewsARefusedTokenOnceAndNotAgainAtOnceIfThatDoesNotHelp() {
        Node node = first(Dialect.H2);
        Office office = new Office(node.rooms.clock);
        String id = account(node, office, Duration.ofDays(1));
        Credential old = node.fresh(id, office);
        Credential other = node.refresh.inPlaceOf(old, id, office, patient());
        assertNotNull(other);
        assertEquals("access-new1", access(other));
        assertEquals(other, node.refresh.inPlaceOf(old, id, office, patient()), "whoever was late gets the same");
        assertEquals(1, office.asked.get());

        node.refresh.refusedToo(other, id);
        assertNull(node.refresh.inPlaceOf(other, id, office, patient()));
        assertEquals(1, office.asked.get());
        node.rooms.clock.step(Duration.ofMinutes(5));
        assertEquals("access-new2", access(node.refresh.inPlaceOf(other, id, office, patient())));
    }

    @Test
    void saysThatThereIsNoCredential() {
        Node node = first(Dialect.H2);
        assertEquals(
                Kind.NOT_CONNECTED,
                assertThrows(GatewayException.class, () -> node.fresh("acc_none", new Office(node.rooms.clock)))
                        .kind());
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(BOUND.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

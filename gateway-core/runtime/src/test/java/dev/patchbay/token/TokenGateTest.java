package dev.patchbay.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Await;
import dev.patchbay.Rooms;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.Postgres;
import dev.patchbay.tool.ToolFilter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Postgres.class)
class TokenGateTest {
    private static final Duration ONE_SECOND = Duration.ofSeconds(1);
    private static final Duration BOUND = Duration.ofSeconds(10);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void admitsATokenAndNothingLikeIt(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            IntegratedAccount account = rooms.connected("Widgets");
            Minted minted = rooms.minted(account);
            assertTrue(minted.token().matches("[A-Za-z0-9_-]{43}"));
            assertEquals(32, Base64.getUrlDecoder().decode(minted.token()).length);
            assertEquals(
                    new Admission.Granted(minted.server(), account, 1, null), rooms.gate.admit(minted.token(), null));
            for (String other : new String[] {
                "",
                "x",
                minted.token() + "x",
                minted.token().substring(1),
                minted.token().toUpperCase(),
                "x".repeat(5000)
            }) {
                assertEquals(new Admission.Unknown(), rooms.gate.admit(other, null));
                assertEquals(new Admission.Unknown(), rooms.gate.admit(other, null), "the second time");
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsInTheSecondThatWasSaid(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            IntegratedAccount account = rooms.connected("Widgets");
            Instant end = rooms.clock.instant().plusSeconds(60);
            Minted minted =
                    rooms.servers.mint(new NewServer(account.id(), "Short", ToolFilter.ALL, false, end, "apt_test"));
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(minted.token(), null));
            rooms.clock.set(end.minusMillis(1));
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(minted.token(), null));
            rooms.clock.set(end);
            assertEquals(new Admission.Expired(minted.server().id(), end), rooms.gate.admit(minted.token(), null));
            rooms.servers.update(
                    minted.server().id(),
                    draft ->
                            new ServerDraft(draft.name(), draft.filter(), false, draft.options(), end.plusSeconds(60)));
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(minted.token(), null));
        }
    }

    @ParameterizedTest
    @EnumSource
    void admitsNobodyToARevokedServer(Dialect dialect) {
        Rooms rooms = Rooms.fresh(dialect, folder);
        Minted minted;
        try (rooms) {
            minted = rooms.minted(rooms.connected("Widgets"));
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(minted.token(), null));
            assertTrue(rooms.servers.revoke(minted.server().id()));
            assertEquals(new Admission.Revoked(minted.server().id()), rooms.gate.admit(minted.token(), null));
            assertFalse(rooms.servers.revoke(minted.server().id()));
        }
        try (Rooms again = rooms.again()) {
            assertEquals(new Admission.Revoked(minted.server().id()), again.gate.admit(minted.token(), null));
        }
    }

    @ParameterizedTest
    @EnumSource
    void admitsByARotatedUrlUntilItsGraceEnds(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            Minted first = rooms.minted(rooms.connected("Widgets"));
            String id = first.server().id();
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(first.token(), null));
            Instant end = rooms.clock.instant().plusSeconds(60);
            Minted second = rooms.servers.rotate(id, Duration.ofSeconds(60)).orElseThrow();
            assertEquals(end, second.server().previousUrlUntil());
            assertEquals(2, granted(rooms.gate.admit(second.token(), null)).urlNumber());
            rooms.clock.set(end.minusMillis(1));
            assertEquals(1, granted(rooms.gate.admit(first.token(), null)).urlNumber());
            rooms.clock.set(end);
            assertEquals(new Admission.Expired(id, end), rooms.gate.admit(first.token(), null));
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(second.token(), null));

            Minted third = rooms.servers.rotate(id, Duration.ofSeconds(60)).orElseThrow();
            Minted fourth = rooms.servers.rotate(id, Duration.ofSeconds(60)).orElseThrow();
            assertEquals(new Admission.Unknown(), rooms.gate.admit(second.token(), null), "older than the one before");
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(third.token(), null));
            Minted fifth = rooms.servers.rotate(id, Duration.ZERO).orElseThrow();
            assertNull(fifth.server().previousUrlUntil());
            assertInstanceOf(Admission.Expired.class, rooms.gate.admit(fourth.token(), null), "no grace");
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(fifth.token(), null));
        }
    }

    @ParameterizedTest
    @EnumSource
    void endsBothUrlsByARevocation(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            Minted first = rooms.minted(rooms.connected("Widgets"));
            String id = first.server().id();
            Minted second = rooms.servers.rotate(id, Duration.ofDays(1)).orElseThrow();
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(first.token(), null));
            rooms.servers.revoke(id);
            assertEquals(new Admission.Revoked(id), rooms.gate.admit(first.token(), null));
            assertEquals(new Admission.Revoked(id), rooms.gate.admit(second.token(), null));
            assertTrue(rooms.servers.rotate(id, Duration.ZERO).isEmpty());
        }
    }

    @Test
    void rotatesOnEveryNode() {
        try (Rooms one = Rooms.fresh(Dialect.POSTGRESQL, folder);
                Rooms two = one.secondNode(folder.resolve("two"))) {
            Minted first = one.minted(one.connected("Widgets"));
            assertInstanceOf(Admission.Granted.class, two.gate.admit(first.token(), null));
            Minted second = one.servers
                    .rotate(first.server().id(), Duration.ofMinutes(1))
                    .orElseThrow();
            assertInstanceOf(Admission.Granted.class, two.gate.admit(second.token(), null));
            assertInstanceOf(Admission.Granted.class, two.gate.admit(first.token(), null), "in its grace");
            one.servers.rotate(first.server().id(), Duration.ZERO);
            Await.until(
                    "the other node hears of the rotation",
                    BOUND,
                    () -> !(two.gate.admit(second.token(), null) instanceof Admission.Granted)
                            && two.gate.admit(first.token(), null) instanceof Admission.Unknown);
        }
    }

    @ParameterizedTest
    @EnumSource
    void asksForAnApiTokenOnEveryCall(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            IntegratedAccount account = rooms.connected("Widgets");
            Minted minted = rooms.minted(account, true);
            Admission missing =
                    new Admission.SecondFactorMissing(minted.server().id());
            assertEquals(missing, rooms.gate.admit(minted.token(), null));
            assertEquals(missing, rooms.gate.admit(minted.token(), "wrong"));
            assertEquals(missing, rooms.gate.admit(minted.token(), minted.token()));
            MintedApiToken caller = rooms.apiTokens.create(
                    "bot", Role.CALLER, rooms.clock.instant().plusSeconds(10), "apt_test");
            assertEquals(
                    new Admission.Granted(
                            minted.server(), account, 1, caller.token().id()),
                    rooms.gate.admit(minted.token(), caller.secret()));
            rooms.clock.step(Duration.ofSeconds(10));
            assertEquals(missing, rooms.gate.admit(minted.token(), caller.secret()));
            MintedApiToken other = rooms.apiTokens.create("bot", Role.CALLER, null, "apt_test");
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(minted.token(), other.secret()));
            rooms.apiTokens.revoke(other.token().id());
            assertEquals(missing, rooms.gate.admit(minted.token(), other.secret()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void notesWhoCallsEvenWhereNobodyHasToSay(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            Minted minted = rooms.minted(rooms.connected("Widgets"));
            MintedApiToken caller = rooms.apiTokens.create("bot", Role.CALLER, null, "apt_test");
            Admission.Granted named =
                    assertInstanceOf(Admission.Granted.class, rooms.gate.admit(minted.token(), caller.secret()));
            assertEquals(caller.token().id(), named.apiTokenId());
            Admission.Granted unnamed =
                    assertInstanceOf(Admission.Granted.class, rooms.gate.admit(minted.token(), "some other bearer"));
            assertNull(unnamed.apiTokenId());
        }
    }

    @ParameterizedTest
    @EnumSource
    void writesLastUseDownFromTimeToTime(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            Minted minted = rooms.minted(rooms.connected("Widgets"), true);
            String id = minted.server().id();
            rooms.gate.admit(minted.token(), rooms.firstToken());
            assertNull(rooms.servers.find(id).orElseThrow().lastUsedAt());
            rooms.gate.flush();
            rooms.apiTokens.flush();
            Instant first = rooms.clock.instant();
            assertEquals(first, rooms.servers.find(id).orElseThrow().lastUsedAt());
            assertEquals(first, rooms.apiTokens.list(1, null).items().get(0).lastUsedAt());
            rooms.clock.step(Duration.ofMinutes(1));
            rooms.gate.flush();
            assertEquals(first, rooms.servers.find(id).orElseThrow().lastUsedAt());
        }
    }

    @ParameterizedTest
    @EnumSource
    void forgetsDeadServersAfterTheRetention(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            IntegratedAccount account = rooms.connected("Widgets");
            Minted revoked = rooms.minted(account);
            Minted alive = rooms.minted(account);
            Minted expired = rooms.servers.mint(new NewServer(
                    account.id(),
                    "Short",
                    ToolFilter.ALL,
                    false,
                    rooms.clock.instant().plusSeconds(1),
                    "apt_test"));
            rooms.servers.revoke(revoked.server().id());
            rooms.clock.step(Duration.ofDays(30));
            rooms.servers.purge(Duration.ofDays(30));
            assertInstanceOf(Admission.Revoked.class, rooms.gate.admit(revoked.token(), null));
            rooms.clock.step(Duration.ofSeconds(2));
            rooms.servers.purge(Duration.ofDays(30));
            assertFalse(rooms.where.dump().contains(revoked.server().id()));
            assertEquals(new Admission.Unknown(), rooms.gate.admit(expired.token(), null));
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(alive.token(), null));
        }
    }

    @Test
    void closesAServerOnTheOtherNodeWithinASecond() {
        try (Rooms here = Rooms.fresh(Dialect.POSTGRESQL, folder);
                Rooms there = here.secondNode(folder.resolve("second"))) {
            Await.until("both nodes listen", BOUND, () -> here.changes.hears() && there.changes.hears());
            IntegratedAccount account = here.connected("Widgets");
            Minted byRevoking = here.minted(account);
            Minted byDisconnecting = here.minted(account);
            assertInstanceOf(Admission.Granted.class, there.gate.admit(byRevoking.token(), null));
            assertInstanceOf(Admission.Granted.class, there.gate.admit(byDisconnecting.token(), null));

            here.servers.revoke(byRevoking.server().id());
            Await.until(
                    "the other node refuses",
                    ONE_SECOND,
                    () -> there.gate.admit(byRevoking.token(), null) instanceof Admission.Revoked);
            here.accounts.disconnect(account.id());
            Await.until(
                    "the other node refuses",
                    ONE_SECOND,
                    () -> there.gate.admit(byDisconnecting.token(), null) instanceof Admission.Revoked);
        }
    }

    @Test
    void closesAServerOnANodeThatIsCutOffFromTheNews() {
        try (Rooms here = Rooms.fresh(Dialect.POSTGRESQL, folder);
                Rooms there = here.secondNode(folder.resolve("second"))) {
            Await.until("both nodes listen", BOUND, () -> here.changes.hears() && there.changes.hears());
            Minted minted = here.minted(here.connected("Widgets"));
            assertInstanceOf(Admission.Granted.class, there.gate.admit(minted.token(), null));
            there.changes.close();
            here.servers.revoke(minted.server().id());
            assertInstanceOf(Admission.Revoked.class, there.gate.admit(minted.token(), null));
        }
    }

    @Test
    void forgetsAnApiTokenOnTheOtherNodeWithinASecond() {
        try (Rooms here = Rooms.fresh(Dialect.POSTGRESQL, folder);
                Rooms there = here.secondNode(folder.resolve("second"))) {
            Await.until("both nodes listen", BOUND, () -> here.changes.hears() && there.changes.hears());
            MintedApiToken caller = here.apiTokens.create("bot", Role.CALLER, null, "apt_test");
            assertTrue(there.apiTokens.authenticate(caller.secret()).isPresent());
            here.apiTokens.revoke(caller.token().id());
            Await.until(
                    "the other node refuses",
                    ONE_SECOND,
                    () -> there.apiTokens.authenticate(caller.secret()).isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource
    void leavesNoSecretInTheStore(Dialect dialect) throws IOException {
        Rooms rooms = Rooms.fresh(dialect, folder);
        Minted minted;
        MintedApiToken apiToken;
        String first;
        try (rooms) {
            IntegratedAccount account = rooms.connected("Widgets");
            minted = rooms.minted(account, true);
            apiToken = rooms.apiTokens.create("bot", Role.CALLER, null, "apt_test");
            first = rooms.firstToken();
            rooms.gate.admit(minted.token(), apiToken.secret());
            rooms.gate.admit(minted.token(), null);
            rooms.credentials.credential(account.id());
        }
        String dump = rooms.where.dump();
        assertTrue(dump.contains("widgets"), "the dump shows what is stored");
        if (dialect == Dialect.H2) {
            dump += new String(Files.readAllBytes(rooms.where.file()), StandardCharsets.ISO_8859_1);
        }
        for (String secret : new String[] {minted.token(), apiToken.secret(), first, Rooms.SECRET}) {
            assertFalse(dump.contains(secret), "a secret is in the store");
            assertFalse(dump.contains(Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8))));
        }
        assertFalse(minted.toString().contains(minted.token()));
        assertFalse(apiToken.toString().contains(apiToken.secret()));
    }

    @ParameterizedTest
    @EnumSource
    void makesOneFirstTokenAndAnotherOnlyWhenNobodyIsInChargeAnyMore(Dialect dialect) {
        Rooms rooms = Rooms.fresh(dialect, folder);
        String first;
        try (rooms) {
            first = rooms.firstToken();
            ApiToken known = rooms.apiTokens.authenticate(first).orElseThrow();
            assertEquals(Role.ADMIN, known.role());
        }
        try (Rooms again = rooms.again()) {
            assertEquals(first, again.firstToken());
            ApiToken known = again.apiTokens.authenticate(first).orElseThrow();
            again.apiTokens.create("not in charge", Role.OPERATOR, null, known.id());
            again.apiTokens.revoke(known.id());
            assertEquals(Optional.empty(), again.apiTokens.authenticate(first));
        }
        try (Rooms locked = rooms.again()) {
            assertFalse(first.equals(locked.firstToken()));
            assertNotNull(locked.apiTokens.authenticate(locked.firstToken()).orElseThrow());
        }
    }

    private static Admission.Granted granted(Admission admission) {
        return assertInstanceOf(Admission.Granted.class, admission);
    }
}

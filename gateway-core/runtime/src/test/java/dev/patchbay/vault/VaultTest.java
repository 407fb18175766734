package dev.patchbay.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Await;
import dev.patchbay.Rooms;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.Postgres;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Postgres.class)
class VaultTest {
    private static final byte[] PLAIN = "the secret".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path folder;

    @Test
    void opensWhatItSealedAndNeverSealsTheSameTwice() {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder)) {
            byte[] sealed = rooms.vault.seal("credential", "acc_1", PLAIN);
            assertArrayEquals(PLAIN, rooms.vault.open("credential", "acc_1", sealed));
            assertFalse(Arrays.equals(sealed, rooms.vault.seal("credential", "acc_1", PLAIN)));
        }
    }

    @Test
    void doesNotOpenAValueWithAnyBitFlipped() {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder)) {
            byte[] sealed = rooms.vault.seal("credential", "acc_1", PLAIN);
            for (int bit = 0; bit < sealed.length * 8; bit++) {
                byte[] flipped = sealed.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                assertThrows(
                        VaultException.class, () -> rooms.vault.open("credential", "acc_1", flipped), "bit " + bit);
            }
            assertThrows(VaultException.class, () -> rooms.vault.open("credential", "acc_1", new byte[3]));
        }
    }

    @Test
    void doesNotOpenAValueInAnotherRowOrForAnotherPurpose() {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder)) {
            byte[] sealed = rooms.vault.seal("credential", "acc_1", PLAIN);
            assertThrows(VaultException.class, () -> rooms.vault.open("credential", "acc_2", sealed));
            assertThrows(VaultException.class, () -> rooms.vault.open("cursor", "acc_1", sealed));
            assertThrows(VaultException.class, () -> rooms.vault.open("credentia", "lacc_1", sealed));
        }
    }

    @Test
    void doesNotServeACredentialThatWasMovedToAnotherAccount() {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder)) {
            IntegratedAccount one = rooms.connected("One");
            IntegratedAccount two = rooms.connected("Two");
            rooms.where.execute("update credentials set sealed = (select sealed from credentials where account_id = '"
                    + one.id() + "') where account_id = '" + two.id() + "'");
            assertEquals(Rooms.SECRET, rooms.credentials.credential(one.id()).get("api_key"));
            assertThrows(VaultException.class, () -> rooms.credentials.credential(two.id()));
        }
    }

    @Test
    void derivesTheSameKeyAfterARestartAndAnotherOneForEachPurpose() {
        String before;
        Rooms rooms = Rooms.fresh(Dialect.H2, folder);
        try (rooms) {
            before = HexFormat.of().formatHex(rooms.vault.derive("cursor"));
            assertEquals(64, before.length());
            assertNotEquals(before, HexFormat.of().formatHex(rooms.vault.derive("state")));
        }
        try (Rooms again = rooms.again()) {
            assertEquals(before, HexFormat.of().formatHex(again.vault.derive("cursor")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesToStartWithoutTheKeyThatSealed(Dialect dialect) throws Exception {
        Rooms rooms = Rooms.fresh(dialect, folder);
        try (rooms) {
            rooms.connected("One");
        }
        Files.delete(rooms.data.path("master.key"));
        VaultException refused = assertThrows(VaultException.class, rooms::again);
        assertTrue(refused.getMessage().contains("master.key"), refused.getMessage());
        assertTrue(refused.getMessage().contains("missing"), refused.getMessage());
        assertFalse(Files.exists(rooms.data.path("master.key")), "it made a new key all the same");
    }

    @ParameterizedTest
    @EnumSource
    void refusesToStartWithAnotherKey(Dialect dialect) {
        Rooms rooms = Rooms.fresh(dialect, folder);
        try (rooms) {
            assertNotEquals("", rooms.firstToken());
        }
        String other = Base64.getEncoder().encodeToString(new byte[32]);
        rooms.data.write("master.key", other + "\n");
        VaultException refused = assertThrows(VaultException.class, rooms::again);
        assertTrue(refused.getMessage().contains("is not the one"), refused.getMessage());
        assertFalse(refused.getMessage().contains(other));
    }

    @Test
    void refusesADamagedKeyFileWithoutQuotingIt() {
        Rooms rooms = Rooms.fresh(Dialect.H2, folder);
        rooms.close();
        for (String damaged : new String[] {"", "abc", "no base 64 %%", "QUJD"}) {
            rooms.data.write("master.key", damaged);
            VaultException refused = assertThrows(VaultException.class, rooms::again);
            assertTrue(refused.getMessage().contains("master.key"), refused.getMessage());
            assertTrue(damaged.isEmpty() || !refused.toString().contains(damaged), refused.toString());
        }
    }

    @Test
    void sealsAnewWithTheFirstKeyOfTheFileAndThenNeedsNoOther() {
        Rooms rooms = Rooms.fresh(Dialect.H2, folder);
        IntegratedAccount account;
        try (rooms) {
            account = rooms.connected("One");
        }
        byte[] fresh = new byte[32];
        Arrays.fill(fresh, (byte) 7);
        String line = Base64.getEncoder().encodeToString(fresh) + "\n";
        rooms.data.write("master.key", line + rooms.data.read("master.key").orElseThrow());
        try (Rooms rotated = rooms.again()) {
            assertEquals(
                    Rooms.SECRET, rotated.credentials.credential(account.id()).get("api_key"));
        }
        rooms.data.write("master.key", line);
        try (Rooms after = rooms.again()) {
            assertEquals(
                    Rooms.SECRET, after.credentials.credential(account.id()).get("api_key"));
        }
    }

    @Test
    void keepsItsFilesFromOthers() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder)) {
            for (String file : new String[] {"master.key", "admin.token"}) {
                assertEquals(
                        "rw-------",
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(rooms.data.path(file))),
                        file);
            }
            assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(rooms.data.path())));
        }
    }

    @Test
    void saysInWordsThatAnAccountHasNoCredential() {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder)) {
            GatewayException missing =
                    assertThrows(GatewayException.class, () -> rooms.credentials.credential("acc_none"));
            assertEquals(GatewayException.Kind.NOT_CONNECTED, missing.kind());
        }
    }

    @Test
    void servesANewCredentialOnEveryNode() {
        try (Rooms here = Rooms.fresh(Dialect.POSTGRESQL, folder);
                Rooms there = here.secondNode(folder.resolve("second"))) {
            IntegratedAccount account = here.connected("One");
            Await.until("the other node listens", Duration.ofSeconds(10), there.changes::hears);
            assertEquals(
                    Rooms.SECRET, there.credentials.credential(account.id()).get("api_key"));
            here.credentials.put(account.id(), new Credential(Map.of("api_key", "another")));
            assertEquals("another", here.credentials.credential(account.id()).get("api_key"));
            Await.until(
                    "the other node has it",
                    Duration.ofSeconds(1),
                    () -> "another"
                            .equals(there.credentials.credential(account.id()).get("api_key")));
        }
    }
}

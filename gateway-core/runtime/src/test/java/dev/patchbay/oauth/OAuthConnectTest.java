package dev.patchbay.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.AccountDraft;
import dev.patchbay.account.AccountStatus;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.account.NewAccount;
import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.audit.AuditFilter;
import dev.patchbay.audit.AuditLine;
import dev.patchbay.store.Dialect;
import dev.patchbay.token.Admission;
import dev.patchbay.token.Minted;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OAuthConnectTest extends RelayCase {
    private static GatewayException refused(RelayNode node, String state, String code) {
        return assertThrows(GatewayException.class, () -> node.connect.finish(state, code, null));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void connectsWhatTheVendorGrantsAndKeepsNoSecretInTheClear(Dialect dialect) {
        RelayNode node = first(dialect);
        OAuthConnect.Started started = node.begun();
        assertEquals(URI.create("https://gateway.example/oauth/callback"), started.redirectUri());
        assertEquals(node.rooms.clock.instant().plus(Duration.ofMinutes(10)), started.expiresAt());
        assertTrue(node.accounts.find(started.accountId()).isEmpty());
        String state = RelayNode.state(started);
        assertFalse(started.toString().contains(state));

        String before = node.rooms.where.dump();
        assertFalse(before.contains(RelayNode.SECRET) || before.contains(state));

        OAuthConnect.Finished finished = node.connect.finish(state, "code-1", "10.0.0.1");
        assertFalse(finished.again());
        IntegratedAccount account = finished.account();
        assertEquals(started.accountId(), account.id());
        assertEquals(account, node.stored(account));
        assertEquals(Map.of("placeId", "p1"), account.context());
        assertEquals("login", account.authMethod());
        assertEquals("Ada's place", account.name());
        assertEquals(Map.of("name", "Ada"), node.call(account));

        String after = node.rooms.where.dump();
        assertFalse(after.contains(RelayNode.SECRET) || after.contains("access-token") || after.contains("code-1"));
        assertFalse(after.contains("vendor_logins:") || after.contains("VENDOR_LOGINS:"));
    }

    @Test
    void canBeFinishedOnAnotherNode() {
        RelayNode one = first(Dialect.POSTGRESQL);
        RelayNode two = second(one);
        IntegratedAccount account =
                two.connect.finish(RelayNode.state(one.begun()), "code-1", null).account();
        assertEquals(account, one.stored(account));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void takesAStateOnce(Dialect dialect) throws Exception {
        RelayNode node = first(dialect);
        String state = RelayNode.state(node.begun());
        ExecutorService threads = Executors.newFixedThreadPool(8);
        int finished = 0;
        try {
            List<Future<OAuthConnect.Finished>> tries = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String code = "code-" + i;
                tries.add(threads.submit(() -> node.connect.finish(state, code, null)));
            }
            for (Future<OAuthConnect.Finished> each : tries) {
                try {
                    each.get();
                    finished++;
                } catch (ExecutionException e) {
                    assertEquals(
                            Kind.INVALID_ARGUMENT,
                            assertInstanceOf(GatewayException.class, e.getCause())
                                    .kind());
                }
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, finished);
        assertEquals(1, server.forms.size());
        assertEquals(Kind.INVALID_ARGUMENT, refused(node, state, "code-9").kind());
        assertEquals(1, server.forms.size());
    }

    @Test
    void refusesAStateThatWasTamperedWithOrMadeUp() {
        RelayNode node = first(Dialect.H2);
        String state = RelayNode.state(node.begun());
        char other = state.charAt(0) == 'A' ? 'B' : 'A';
        for (String wrong : List.of(other + state.substring(1), state + "A", state.substring(1), "", "x".repeat(43))) {
            assertEquals(Kind.INVALID_ARGUMENT, refused(node, wrong, "code-1").kind(), wrong);
        }
        assertTrue(server.forms.isEmpty());
        assertFalse(node.connect.finish(state, "code-1", null).again());
    }

    @Test
    void refusesALoginThatWasTamperedWithInTheStore() {
        RelayNode node = first(Dialect.H2);
        String mine = RelayNode.state(node.begun());
        node.begun();
        node.rooms.where.execute("update vendor_logins set sealed = (select max(sealed) from vendor_logins)");
        node.rooms.where.execute("update vendor_logins set sealed = substring(sealed from 1 for 40)");
        assertThrows(RuntimeException.class, () -> node.connect.finish(mine, "code-1", null));
        assertTrue(server.forms.isEmpty());
    }

    @Test
    void refusesAStateAfterTenMinutesAndForgetsIt() {
        RelayNode node = first(Dialect.H2);
        String late = RelayNode.state(node.begun());
        node.rooms.clock.step(Duration.ofMinutes(10));
        assertEquals(Kind.INVALID_ARGUMENT, refused(node, late, "code-1").kind());
        assertTrue(server.forms.isEmpty());

        node.begun();
        node.rooms.clock.step(Duration.ofMinutes(11));
        node.begun();
        assertEquals(
                1,
                node.rooms
                        .where
                        .dump()
                        .lines()
                        .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("vendor_logins:"))
                        .count());
    }

    @Test
    void connectsNothingIfTheVendorRefusesTheCode() {
        RelayNode node = first(Dialect.H2);
        OAuthConnect.Started started = node.begun();
        GatewayException refused = refused(node, RelayNode.state(started), "bad");
        assertEquals(Kind.NOT_CONNECTED, refused.kind());
        assertFalse(String.valueOf(refused.getMessage()).contains(RelayNode.SECRET));
        assertTrue(node.accounts.find(started.accountId()).isEmpty());
        assertEquals(
                Kind.INVALID_ARGUMENT,
                refused(node, RelayNode.state(started), "code-1").kind());
    }

    @Test
    void connectsAgainUnderTheSameIdWithTheSameServers() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount account = node.connected();
        Minted minted = node.rooms.minted(account);
        node.rooms.health.needsReauth(account.id(), "it was refused");
        assertEquals(AccountStatus.NEEDS_REAUTH, node.stored(account).status());
        String token = node.rooms.credentials.credential(account.id()).get("access_token");

        OAuthConnect.Started started = node.connect
                .beginAgain(account.id(), null, null, RelayNode.GATEWAY + "/", null)
                .orElseThrow();
        assertEquals(account.id(), started.accountId());
        OAuthConnect.Finished finished = node.connect.finish(RelayNode.state(started), "code-again", null);
        assertTrue(finished.again());
        IntegratedAccount now = node.stored(account);
        assertEquals(account.id(), now.id());
        assertEquals(AccountStatus.ACTIVE, now.status());
        assertEquals(account.context(), now.context());
        assertNotEquals(token, node.rooms.credentials.credential(account.id()).get("access_token"));
        assertInstanceOf(Admission.Granted.class, node.rooms.gate.admit(minted.token(), null));
        assertEquals(Map.of("name", "Ada"), node.call(account));
    }

    @Test
    void refusesALoginAtAnotherPlaceForAnAccountThatHasServers() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount account = node.connected();
        Credential before = node.rooms.credentials.credential(account.id());
        for (String place : List.of("p2", "")) {
            server.place = place;
            OAuthConnect.Started started = node.connect
                    .beginAgain(account.id(), null, null, RelayNode.GATEWAY, null)
                    .orElseThrow();
            GatewayException refused = refused(node, RelayNode.state(started), "code-" + place);
            assertEquals(Kind.INVALID_ARGUMENT, refused.kind());
            assertTrue(String.valueOf(refused.getMessage()).contains("placeId: is p1"), refused.getMessage());
        }
        assertEquals(before, node.rooms.credentials.credential(account.id()));
        assertEquals(account, node.stored(account));
    }

    @Test
    void refusesALoginAtAnotherPlaceThanTheOperatorAskedFor() {
        RelayNode node = first(Dialect.H2);
        OAuthConnect.Started started = node.connect.begin(node.draft(Map.of("placeId", "p7")), RelayNode.GATEWAY, null);
        assertEquals(
                Kind.INVALID_ARGUMENT,
                refused(node, RelayNode.state(started), "code-1").kind());
        assertTrue(node.accounts.find(started.accountId()).isEmpty());
    }

    @Test
    void refusesToFinishForAnAccountThatIsGone() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount account = node.connected();
        OAuthConnect.Started started = node.connect
                .beginAgain(account.id(), null, null, RelayNode.GATEWAY, null)
                .orElseThrow();
        node.accounts.disconnect(account.id());
        assertEquals(
                Kind.INVALID_ARGUMENT,
                refused(node, RelayNode.state(started), "code-1").kind());
        assertTrue(node.connect
                .beginAgain(account.id(), null, null, RelayNode.GATEWAY, null)
                .isEmpty());
    }

    @Test
    void movesAnAccountFromAKeyToALogin() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount account = node.accounts.connect(new NewAccount(
                "relay",
                "By key",
                Map.of("placeId", "p1"),
                "key",
                new Credential(Map.of("api_key", "k-1234")),
                server.url()));
        assertThrows(
                GatewayException.class,
                () -> node.connect.beginAgain(account.id(), null, null, RelayNode.GATEWAY, null),
                "the key is no secret of the app");
        Credential client = new Credential(Map.of("client_id", "app-1", "client_secret", RelayNode.SECRET));
        OAuthConnect.Started started = node.connect
                .beginAgain(account.id(), null, client, RelayNode.GATEWAY, null)
                .orElseThrow();
        node.connect.finish(RelayNode.state(started), "code-1", null);
        assertEquals("login", node.stored(account).authMethod());
        assertEquals(Map.of("name", "Ada"), node.call(account));
    }

    @Test
    void saysWhatIsWrongBeforeAnybodyLogsIn() {
        RelayNode node = first(Dialect.H2);
        NewAccount draft = new NewAccount(
                "relay", "", Map.of("placeId", "NO", "wrong", "x"), "login", new Credential(Map.of()), "ftp://x");
        GatewayException refused =
                assertThrows(GatewayException.class, () -> node.connect.begin(draft, RelayNode.GATEWAY, null));
        String message = String.valueOf(refused.getMessage());
        for (String field : List.of(
                "name:",
                "base_url:",
                "context.placeId:",
                "context.wrong:",
                "credentials.client_id:",
                "credentials.client_secret:")) {
            assertTrue(message.contains(field), message);
        }
        NewAccount byKey =
                new NewAccount("relay", "Ada", Map.of(), "key", new Credential(Map.of("api_key", "k-1")), null);
        assertThrows(GatewayException.class, () -> node.connect.begin(byKey, RelayNode.GATEWAY, null));
    }

    @Test
    void letsNobodyGiveTheSecretsOfALoginByHand() {
        RelayNode node = first(Dialect.H2);
        Credential client = new Credential(Map.of("client_id", "app-1", "client_secret", RelayNode.SECRET));
        NewAccount direct = new NewAccount("relay", "Ada", Map.of("placeId", "p1"), "login", client, null);
        assertTrue(String.valueOf(assertThrows(GatewayException.class, () -> node.accounts.connect(direct))
                        .getMessage())
                .contains("login in the browser"));
        IntegratedAccount account = node.connected();
        assertThrows(
                GatewayException.class,
                () -> node.accounts.update(
                        account.id(),
                        draft -> new AccountDraft(
                                draft.name(), draft.context(), draft.authMethod(), client, draft.baseUrl())));
        assertEquals(Map.of("name", "Ada"), node.call(account));
    }

    @Test
    void writesWhoConnectedWhatIntoTheAuditTrail() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount account = node.connected();
        List<AuditLine> lines = node.rooms.audit.latest(AuditFilter.ALL.ofAccount(account.id()), 10, null);
        assertEquals(
                List.of("ok", "started"),
                lines.stream().map(line -> line.entry().outcome()).toList());
        assertEquals("account.connect", lines.get(0).entry().action());
        assertEquals("apt_test", lines.get(0).entry().apiTokenId());
        assertEquals("10.0.0.1", lines.get(0).entry().remoteAddress());
    }
}

package dev.patchbay.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.AccountDraft;
import dev.patchbay.account.AccountStatus;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.store.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LocationsTest extends RelayCase {
    private static final int CALLS = 100;
    private static final Map<String, String> ADA = Map.of("name", "Ada");

    private static IntegratedAccount location(RelayNode node, IntegratedAccount chain, String id) {
        Locations.Outcome outcome = node.locations.connect(chain, Set.of(id)).get(0);
        assertNull(outcome.problem());
        return outcome.account();
    }

    private static GatewayException refused(RelayNode node, IntegratedAccount account) {
        return assertThrows(GatewayException.class, () -> node.call(account));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void connectsALocationAsAnAccountThatLogsInByItsChain(Dialect dialect) {
        RelayNode node = first(dialect);
        IntegratedAccount chain = node.connectedChain();
        Locations.Outcome outcome = node.locations.connect(chain, Set.of("s2")).get(0);
        assertTrue(outcome.created());
        IntegratedAccount shop = outcome.account();
        assertEquals(shop, node.stored(shop));
        assertEquals("Shop 2", shop.name());
        assertEquals(Map.of("chainId", "p1", "placeId", "s2"), shop.context());
        assertEquals(new IntegratedAccount.Parent(chain.id(), "s2"), shop.parent());
        assertEquals(List.of("place=s2&chain=p1"), sorted(server.placeForms));
        assertEquals(ADA, node.call(shop));
        assertFalse(node.rooms.where.dump().contains("place-token"));
        assertEquals(
                Set.of("access_token", "expires_at"),
                node.rooms.credentials.credential(shop.id()).reveal().keySet(),
                "the chain's secrets stay with the chain");
    }

    private static List<String> sorted(List<String> forms) {
        return forms.stream()
                .map(form -> String.join(
                        "&",
                        List.of(form.split("&")).stream()
                                .sorted(java.util.Comparator.reverseOrder())
                                .toList()))
                .toList();
    }

    @Test
    void listsPagesAndSaysWhichAreConnected() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount chain = node.connectedChain();
        IntegratedAccount shop = location(node, chain, "s120");
        Set<String> seen = new HashSet<>();
        String cursor = null;
        int pages = 0;
        do {
            Locations.Part part = node.locations.list(chain, 100, cursor);
            for (Locations.Location each : part.locations()) {
                assertTrue(seen.add(each.id()));
                assertEquals("Mill Lane", each.address());
                assertEquals(each.id().equals("s120") ? shop.id() : null, each.accountId());
            }
            cursor = part.next();
            pages++;
        } while (cursor != null);
        assertEquals(3, pages);
        assertEquals(250, seen.size());
    }

    @Test
    void connectsEachOnceAndTellsWhatCouldNotBeConnected() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount chain = node.connectedChain();
        IntegratedAccount shop = location(node, chain, "s1");
        server.placeFailures.add(403);
        Map<String, Locations.Outcome> outcomes = new java.util.HashMap<>();
        for (String id : List.of("s1", "s240", "nowhere", "s3")) {
            outcomes.put(id, node.locations.connect(chain, Set.of(id)).get(0));
        }
        assertEquals(shop.id(), outcomes.get("s1").account().id());
        assertFalse(outcomes.get("s1").created());
        assertTrue(
                outcomes.get("s240").problem().contains("403"),
                outcomes.get("s240").problem());
        assertTrue(outcomes.get("nowhere").problem().contains("no such location"));
        assertTrue(outcomes.get("s3").created());
        assertEquals(3, node.accounts.list(50, null).items().size());
    }

    @Test
    void connectsALocationOnceFromTwoNodes() throws Exception {
        RelayNode one = first(Dialect.POSTGRESQL);
        RelayNode two = second(one);
        IntegratedAccount chain = one.connectedChain();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        Set<String> accounts = new HashSet<>();
        int created = 0;
        try {
            List<Future<Locations.Outcome>> tries = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                RelayNode node = i % 2 == 0 ? one : two;
                tries.add(threads.submit(
                        () -> node.locations.connect(chain, Set.of("s7")).get(0)));
            }
            for (Future<Locations.Outcome> each : tries) {
                Locations.Outcome outcome = each.get(30, TimeUnit.SECONDS);
                accounts.add(outcome.account().id());
                created += outcome.created() ? 1 : 0;
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, created);
        assertEquals(1, accounts.size());
    }

    @Test
    void renewsChainAndLocationOnceForAHundredCallsOnTwoNodes() throws Exception {
        RelayNode one = first(Dialect.POSTGRESQL);
        RelayNode two = second(one);
        IntegratedAccount chain = one.connectedChain();
        IntegratedAccount shop = location(one, chain, "s1");
        one.rooms.clock.step(Duration.ofDays(2));
        server.placeForms.clear();
        callAHundredTimes(List.of(one, two), List.of(shop));
        assertEquals(1, renewals(), "of the chain");
        assertEquals(1, server.placeForms.size(), "of the location");
    }

    /** More locations than the gateway has threads that renew: none may wait for a thread that waits for it. */
    @Test
    void renewsTheChainOnceForManyLocationsAtATime() throws Exception {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount chain = node.connectedChain();
        Set<String> ids = new HashSet<>();
        for (int i = 1; i <= Locations.MOST; i++) {
            ids.add("s" + i);
        }
        List<IntegratedAccount> shops = node.locations.connect(chain, ids).stream()
                .map(Locations.Outcome::account)
                .toList();
        node.rooms.clock.step(Duration.ofDays(2));
        server.placeForms.clear();
        callAHundredTimes(List.of(node), shops);
        assertEquals(1, renewals());
        assertEquals(Locations.MOST, server.placeForms.size());
    }

    private static void callAHundredTimes(List<RelayNode> nodes, List<IntegratedAccount> accounts) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(CALLS);
        try {
            List<Future<Object>> answers = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                RelayNode node = nodes.get(i % nodes.size());
                IntegratedAccount account = accounts.get(i % accounts.size());
                answers.add(threads.submit(() -> node.call(account)));
            }
            for (Future<Object> each : answers) {
                assertEquals(ADA, each.get(30, TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void renewsALocationWhoseTokenIsRefusedAndItsChainIfThatIsRefusedToo() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount shop = location(node, node.connectedChain(), "s1");
        server.revokePlaces();
        assertEquals(ADA, node.call(shop));
        assertEquals(0, renewals());
        server.revokePlaces();
        server.revokeAccess();
        assertEquals(ADA, node.call(shop));
        assertEquals(1, renewals());
    }

    @Test
    void asksForAPersonAtTheChainAndWorksAgainWhenThatIsConnectedAgain() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount chain = node.connectedChain();
        IntegratedAccount shop = location(node, chain, "s1");
        node.rooms.clock.step(Duration.ofDays(2));
        server.tokenFailures.add(400);
        for (int i = 0; i < 2; i++) {
            GatewayException refused = refused(node, shop);
            assertEquals(Kind.NOT_CONNECTED, refused.kind());
            assertTrue(refused.getMessage().contains(chain.id()), refused.getMessage());
            assertTrue(refused.getMessage().contains("an operator has to connect"), refused.getMessage());
            node.rooms.clock.step(Duration.ofSeconds(6));
        }
        assertEquals(1, renewals());
        assertEquals(AccountStatus.NEEDS_REAUTH, node.stored(shop).status());
        assertEquals(AccountStatus.NEEDS_REAUTH, node.stored(chain).status());

        OAuthConnect.Started again = node.connect
                .beginAgain(chain.id(), null, null, RelayNode.GATEWAY, null)
                .orElseThrow();
        node.connect.finish(RelayNode.state(again), "code-again", null);
        assertEquals(AccountStatus.ACTIVE, node.stored(shop).status());
        node.rooms.clock.step(Duration.ofSeconds(6));
        assertEquals(ADA, node.call(shop));
        assertEquals(shop.parent(), node.stored(shop).parent());
    }

    @Test
    void saysWhenTheVendorLetsALocationInNoMoreAndWorksAgainWhenItDoes() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount shop = location(node, node.connectedChain(), "s1");
        node.rooms.clock.step(Duration.ofHours(13));
        server.placeFailures.add(403);
        assertEquals(Kind.NOT_CONNECTED, refused(node, shop).kind());
        assertEquals(AccountStatus.NEEDS_REAUTH, node.stored(shop).status());
        node.rooms.clock.step(Duration.ofSeconds(6));
        assertEquals(ADA, node.call(shop));
        assertEquals(AccountStatus.ACTIVE, node.stored(shop).status());
    }

    @Test
    void keepsALocationWhileTheVendorFails() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount shop = location(node, node.connectedChain(), "s1");
        node.rooms.clock.step(Duration.ofHours(13));
        server.placeFailures.add(500);
        assertEquals(Kind.VENDOR_FAILED, refused(node, shop).kind());
        assertEquals(AccountStatus.UNREACHABLE, node.stored(shop).status());
        node.rooms.clock.step(Duration.ofSeconds(6));
        assertEquals(ADA, node.call(shop));
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void refusesToDisconnectAChainBeforeItsLocations(Dialect dialect) {
        RelayNode node = first(dialect);
        IntegratedAccount chain = node.connectedChain();
        IntegratedAccount shop = location(node, chain, "s1");
        GatewayException refused = assertThrows(GatewayException.class, () -> node.accounts.disconnect(chain.id()));
        assertEquals(Kind.INVALID_ARGUMENT, refused.kind());
        assertTrue(refused.getMessage().contains(shop.id()), refused.getMessage());
        assertEquals(ADA, node.call(shop));
        assertTrue(node.accounts.disconnect(shop.id()));
        assertTrue(node.accounts.disconnect(chain.id()));
    }

    @Test
    void sendsTheOperatorToTheChainWhoseLoginALocationUses() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount chain = node.connectedChain();
        IntegratedAccount shop = location(node, chain, "s1");
        Credential client = new Credential(Map.of("client_id", "app-1", "client_secret", RelayNode.SECRET));
        for (String method : new String[] {null, "chain"}) {
            GatewayException refused = assertThrows(
                    GatewayException.class,
                    () -> node.connect.beginAgain(shop.id(), method, client, RelayNode.GATEWAY, null));
            assertTrue(refused.getMessage().contains(chain.id()), refused.getMessage());
        }
        server.place = "s1";
        OAuthConnect.Started own = node.connect
                .beginAgain(shop.id(), "login", client, RelayNode.GATEWAY, null)
                .orElseThrow();
        node.connect.finish(RelayNode.state(own), "code-own", null);
        assertNull(node.stored(shop).parent());
        assertTrue(node.accounts.disconnect(chain.id()));
        assertEquals(ADA, node.call(shop));
    }

    @Test
    void letsALocationHaveALoginOfItsOwnInstead() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount chain = node.connectedChain();
        IntegratedAccount shop = location(node, chain, "s1");
        node.accounts.update(
                shop.id(),
                draft -> new AccountDraft(
                        draft.name(),
                        draft.context(),
                        "key",
                        new Credential(Map.of("api_key", "k-1234")),
                        draft.baseUrl()));
        assertNull(node.stored(shop).parent());
        assertTrue(node.accounts.disconnect(chain.id()));
        assertEquals("key", node.stored(shop).authMethod());
    }

    @Test
    void keepsAChainAndItsLocationsToWhatTheyAre() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount chain = node.connectedChain();
        IntegratedAccount shop = location(node, chain, "s1");
        GatewayException elsewhere = assertThrows(
                GatewayException.class,
                () -> node.accounts.update(
                        shop.id(),
                        draft -> new AccountDraft(
                                draft.name(), Map.of("placeId", "s2"), draft.authMethod(), null, draft.baseUrl())));
        assertTrue(elsewhere.getMessage().contains("context"), elsewhere.getMessage());
        GatewayException otherWay = assertThrows(
                GatewayException.class,
                () -> node.accounts.update(
                        chain.id(),
                        draft -> new AccountDraft(
                                draft.name(),
                                draft.context(),
                                "key",
                                new Credential(Map.of("api_key", "k-1234")),
                                draft.baseUrl())));
        assertTrue(otherWay.getMessage().contains("auth_method"), otherWay.getMessage());
        assertEquals(ADA, node.call(shop));
    }

    @Test
    void saysThatAnAccountHasNoLocations() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount place = node.connected();
        IntegratedAccount shop = location(node, node.connectedChain(), "s1");
        for (IntegratedAccount each : List.of(place, shop)) {
            assertEquals(
                    Kind.INVALID_ARGUMENT,
                    assertThrows(GatewayException.class, () -> node.locations.list(each, 10, null))
                            .kind());
        }
    }
}

package dev.patchbay.oauth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.account.AccountStatus;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.store.Dialect;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VendorLoginTest extends RelayCase {
    private static final int CALLS = 100;
    private static final Map<String, String> ADA = Map.of("name", "Ada");

    @Test
    void answersAHundredCallsOnTwoNodesThatFindTheTokenExpiredWithOneRenewal() throws Exception {
        RelayNode one = first(Dialect.POSTGRESQL);
        RelayNode two = second(one);
        IntegratedAccount account = one.connected();
        one.rooms.clock.step(Duration.ofDays(2));
        ExecutorService threads = Executors.newFixedThreadPool(CALLS);
        try {
            List<Future<Object>> answers = new ArrayList<>();
            for (int i = 0; i < CALLS; i++) {
                RelayNode node = i % 2 == 0 ? one : two;
                answers.add(threads.submit(() -> node.call(account)));
            }
            for (Future<Object> each : answers) {
                assertEquals(ADA, each.get(30, TimeUnit.SECONDS));
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(1, renewals());
        assertEquals(CALLS, server.calls.get());
    }

    @Test
    void renewsAndRepeatsACallOnceWhoseTokenTheVendorRefuses() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount account = node.connected();
        server.revokeAccess();
        assertEquals(ADA, node.call(account));
        assertEquals(2, server.calls.get());
        assertEquals(1, renewals());
        assertEquals(AccountStatus.ACTIVE, node.stored(account).status());
    }

    @Test
    void saysThatAPermissionIsMissingIfARenewedTokenIsRefusedToo() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount account = node.connected();
        server.refusesCalls = true;
        for (int i = 0; i < 2; i++) {
            GatewayException refused = assertThrows(GatewayException.class, () -> node.call(account));
            assertEquals(Kind.VENDOR_REJECTED, refused.kind());
            assertEquals(401, refused.vendorStatus());
            assertTrue(String.valueOf(refused.getMessage()).contains("permission"), refused.getMessage());
        }
        assertEquals(1, renewals(), "it did not help the first time");
        assertEquals(3, server.calls.get());
        assertEquals(AccountStatus.ACTIVE, node.stored(account).status());
    }

    @Test
    void asksForAPersonWhenTheVendorRenewsNoMore() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount account = node.connected();
        node.rooms.clock.step(Duration.ofDays(2));
        server.tokenFailures.add(400);
        for (int i = 0; i < 2; i++) {
            GatewayException refused = assertThrows(GatewayException.class, () -> node.call(account));
            assertEquals(Kind.NOT_CONNECTED, refused.kind());
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("an operator has to connect the account again"),
                    refused.getMessage());
            assertEquals(AccountStatus.NEEDS_REAUTH, node.stored(account).status());
            assertTrue(String.valueOf(node.stored(account).statusReason()).contains("cannot be renewed"));
        }
        assertEquals(1, renewals());
        assertEquals(0, server.calls.get());
        assertEquals(
                "refresh-token-1",
                node.rooms.credentials.credential(account.id()).get("refresh_token"));
    }

    @Test
    void keepsTheAccountWhenTheTokenEndpointFailsOrHangs() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount account = node.connected();
        node.rooms.clock.step(Duration.ofDays(1).minusSeconds(30));
        server.tokenFailures.add(500);
        assertEquals(ADA, node.call(account), "the old token is good for another half minute");

        node.rooms.clock.step(Duration.ofSeconds(31));
        server.tokenFailures.add(500);
        assertEquals(
                Kind.VENDOR_FAILED,
                assertThrows(GatewayException.class, () -> node.call(account)).kind());
        assertEquals(AccountStatus.UNREACHABLE, node.stored(account).status());

        node.rooms.clock.step(Duration.ofSeconds(10));
        server.hangs = true;
        assertEquals(
                Kind.VENDOR_UNREACHABLE,
                assertThrows(GatewayException.class, () -> node.call(account)).kind());
        assertEquals(
                "refresh-token-1",
                node.rooms.credentials.credential(account.id()).get("refresh_token"));
        assertEquals(1, server.calls.get());
    }

    @Test
    void worksAgainWhenTheTokenEndpointDoes() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount account = node.connected();
        node.rooms.clock.step(Duration.ofDays(2));
        server.tokenFailures.add(503);
        assertThrows(GatewayException.class, () -> node.call(account));
        node.rooms.clock.step(Duration.ofSeconds(10));
        assertEquals(ADA, node.call(account));
        assertEquals(AccountStatus.ACTIVE, node.stored(account).status());
        assertNull(node.stored(account).statusReason());
    }

    @Test
    void hidesSecretsThatTheTokenEndpointRepeats() {
        RelayNode node = first(Dialect.H2);
        IntegratedAccount account = node.connected();
        node.rooms.clock.step(Duration.ofDays(2));
        node.call(account);
        // The vendor has seen the form before that this leads to, so it refuses it and repeats it.
        node.rooms.credentials.put(
                account.id(),
                new Credential(Map.of(
                        "client_secret", RelayNode.SECRET,
                        "refresh_token", "refresh-token-1",
                        "expires_at", "2026-01-01T00:00:00Z")));
        GatewayException refused = assertThrows(GatewayException.class, () -> node.call(account));
        String message = String.valueOf(refused.getMessage());
        assertTrue(message.contains("client_secret="), message);
        assertFalse(message.contains(RelayNode.SECRET), message);
        assertFalse(message.contains("refresh-token-1"), message);
        assertFalse(String.valueOf(node.stored(account).statusReason()).contains(RelayNode.SECRET));
    }
}

package dev.patchbay.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Rooms;
import dev.patchbay.api.Credential;
import dev.patchbay.api.GatewayException;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.Page;
import dev.patchbay.store.Postgres;
import dev.patchbay.token.Admission;
import dev.patchbay.token.Minted;
import dev.patchbay.tool.DeployedIntegrations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Postgres.class)
class AccountsTest {
    private static final Credential KEY = new Credential(Map.of("api_key", Rooms.SECRET));

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void keepsWhatWasConnected(Dialect dialect) {
        Rooms rooms = Rooms.fresh(dialect, folder);
        IntegratedAccount account;
        try (rooms) {
            account = rooms.accounts.connect(new NewAccount(
                    "acme",
                    "Widgets",
                    Map.of("subdomain", "widgets", "region", "eu"),
                    "key",
                    KEY,
                    "http://localhost:8099/v1"));
            assertTrue(account.id().matches("acc_[a-z0-9]{16}"), account.id());
            assertEquals(AccountStatus.ACTIVE, account.status());
        }
        try (Rooms again = rooms.again()) {
            assertEquals(Optional.of(account), again.accounts.find(account.id()));
            assertEquals(KEY, again.credentials.credential(account.id()));
            assertEquals(Optional.empty(), again.accounts.find("acc_other"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesEveryFieldThatIsWrong(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            assertEquals(
                    List.of(
                            "name",
                            "base_url",
                            "context.planet",
                            "context.subdomain",
                            "context.region",
                            "credentials.key",
                            "credentials.api_key"),
                    fields(() -> rooms.accounts.connect(new NewAccount(
                            "acme",
                            " ",
                            Map.of("planet", "earth", "region", "moon"),
                            null,
                            new Credential(Map.of("key", "x")),
                            "ftp://acme.example"))));
            assertEquals(
                    List.of("context.subdomain"),
                    fields(() -> rooms.accounts.connect(
                            new NewAccount("acme", "W", Map.of("subdomain", "a/b"), null, KEY, null))));
            assertEquals(
                    List.of("is not as it should be: The part before .acme.example.", "must be eu or us"),
                    told(
                            "message",
                            () -> rooms.accounts.connect(new NewAccount(
                                    "acme", "W", Map.of("subdomain", "a/b", "region", "moon"), null, KEY, null))),
                    "in plain words, not by a pattern");
            assertEquals(
                    List.of("auth_method"),
                    fields(() -> rooms.accounts.connect(
                            new NewAccount("acme", "W", Map.of("subdomain", "a"), "magic", KEY, null))));
            assertEquals(
                    List.of("auth_method"),
                    fields(() -> rooms.accounts.connect(
                            new NewAccount("acme", "W", Map.of("subdomain", "a"), "oauth", KEY, null))));
            assertEquals(
                    List.of("integration"),
                    fields(() -> rooms.accounts.connect(new NewAccount("nobody", "W", Map.of(), null, KEY, null))));
            assertEquals(List.of(), rooms.accounts.list(10, null).items());
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesBaseUrlsThatAreMoreThanABase(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            for (String url : List.of(
                    "acme.example",
                    "/v1",
                    "https:///v1",
                    "https://a.example?x=1",
                    "https://u:p@a.example",
                    "https://a.example/#x",
                    "javascript:alert(1)",
                    "")) {
                assertEquals(
                        List.of("base_url"),
                        fields(() -> rooms.accounts.connect(
                                new NewAccount("acme", "W", Map.of("subdomain", "a"), null, KEY, url))),
                        url);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsPageByPageInTheOrderOfConnection(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            List<String> connected = IntStream.range(0, 7)
                    .mapToObj(i -> rooms.connected("Account " + i).id())
                    .toList();
            List<String> listed = new ArrayList<>();
            String cursor = null;
            int pages = 0;
            do {
                Page<IntegratedAccount> page = rooms.accounts.list(3, cursor);
                page.items().forEach(each -> listed.add(each.id()));
                cursor = page.next();
                pages++;
                if (pages == 1) {
                    // What is gone or new while somebody pages disturbs nobody.
                    rooms.accounts.disconnect(connected.get(0));
                    rooms.connected("Latecomer");
                }
            } while (cursor != null);
            assertEquals(3, pages);
            assertEquals(connected, listed.subList(0, 7));
            assertEquals(8, listed.size());
            assertEquals(List.of("next_cursor"), fields(() -> rooms.accounts.list(3, "nonsense")));
        }
    }

    @ParameterizedTest
    @EnumSource
    void reconnectsUnderTheSameIdAndUrls(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            IntegratedAccount account = rooms.connected("Widgets");
            Minted minted = rooms.minted(account);
            rooms.health.needsReauth(account.id(), "Acme answered 401");
            rooms.clock.step(Duration.ofMinutes(5));
            IntegratedAccount after = rooms.accounts
                    .update(
                            account.id(),
                            draft -> new AccountDraft(
                                    "Gadgets",
                                    Map.of("subdomain", "gadgets"),
                                    draft.authMethod(),
                                    new Credential(Map.of("api_key", "fresh")),
                                    "https://eu.acme.example/v1"))
                    .orElseThrow();
            assertEquals(Optional.of(after), rooms.accounts.find(account.id()));
            assertEquals(AccountStatus.ACTIVE, after.status());
            assertNull(after.statusReason());
            assertEquals(rooms.clock.instant(), after.statusSince());
            assertEquals(account.createdAt(), after.createdAt());
            assertEquals("fresh", rooms.credentials.credential(account.id()).get("api_key"));
            Admission.Granted granted =
                    assertInstanceOf(Admission.Granted.class, rooms.gate.admit(minted.token(), null));
            assertEquals(after, granted.account());
            assertEquals(Optional.empty(), rooms.accounts.update("acc_other", draft -> draft));
        }
    }

    @ParameterizedTest
    @EnumSource
    void outlivesItsIntegrationAndIsThenOnlyRenamed(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            IntegratedAccount account = rooms.connected("Widgets");
            DeployedIntegrations.remove(rooms.integrations, rooms.acme);
            assertEquals(Optional.of(account), rooms.accounts.find(account.id()));
            assertEquals(
                    "Renamed",
                    rooms.accounts
                            .update(
                                    account.id(),
                                    draft -> new AccountDraft(
                                            "Renamed", draft.context(), draft.authMethod(), null, null))
                            .orElseThrow()
                            .name());
            assertEquals(
                    List.of("credentials"),
                    fields(() -> rooms.accounts.update(
                            account.id(),
                            draft -> new AccountDraft(draft.name(), draft.context(), draft.authMethod(), KEY, null))));
        }
    }

    @ParameterizedTest
    @EnumSource
    void disconnectingTakesTheCredentialAndClosesTheServers(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            IntegratedAccount account = rooms.connected("Widgets");
            IntegratedAccount other = rooms.connected("Other");
            Minted minted = rooms.minted(account);
            Minted kept = rooms.minted(other);
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(minted.token(), null));
            assertTrue(rooms.accounts.disconnect(account.id()));
            assertFalse(rooms.accounts.disconnect(account.id()));
            assertEquals(new Admission.Revoked(minted.server().id()), rooms.gate.admit(minted.token(), null));
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(kept.token(), null));
            assertEquals(Optional.empty(), rooms.servers.find(minted.server().id()));
            assertThrows(GatewayException.class, () -> rooms.credentials.credential(account.id()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void notesHealthOnceWhenItChanges(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            IntegratedAccount account = rooms.connected("Widgets");
            List<String> told = new ArrayList<>();
            rooms.changes.subscribe(change -> {
                if (change.id().equals(account.id())) {
                    told.add(change.id());
                }
            });
            rooms.health.healthy(account.id());
            assertEquals(0, told.size());
            for (int i = 0; i < 3; i++) {
                rooms.health.unreachable(account.id(), "connection refused");
            }
            assertEquals(1, told.size());
            IntegratedAccount ill = rooms.accounts.find(account.id()).orElseThrow();
            assertEquals(AccountStatus.UNREACHABLE, ill.status());
            assertEquals("connection refused", ill.statusReason());
            assertEquals(rooms.clock.instant(), ill.statusSince());
            rooms.health.healthy(account.id());
            rooms.health.healthy(account.id());
            assertEquals(2, told.size());
            assertNull(rooms.accounts.find(account.id()).orElseThrow().statusReason());
            rooms.health.needsReauth("acc_gone", "nobody is there");
            assertEquals(2, told.size());
        }
    }

    @ParameterizedTest
    @EnumSource
    void doesNotWriteDownEveryTurnOfAVendorThatFlaps(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            IntegratedAccount account = rooms.connected("Widgets");
            List<String> told = new ArrayList<>();
            rooms.changes.subscribe(change -> told.add(change.id()));
            for (int i = 0; i < 50; i++) {
                rooms.health.unreachable(account.id(), "503");
                rooms.health.healthy(account.id());
            }
            assertEquals(2, told.stream().filter(account.id()::equals).count());
            rooms.clock.step(Duration.ofSeconds(1));
            rooms.health.unreachable(account.id(), "503");
            assertEquals(
                    AccountStatus.UNREACHABLE,
                    rooms.accounts.find(account.id()).orElseThrow().status());
        }
    }

    private static List<String> fields(Runnable call) {
        return told("field", call);
    }

    private static List<String> told(String what, Runnable call) {
        GatewayException refused = assertThrows(GatewayException.class, call::run);
        assertEquals(GatewayException.Kind.INVALID_ARGUMENT, refused.kind());
        List<?> errors = assertInstanceOf(List.class, refused.data().get(FieldErrors.KEY));
        return errors.stream()
                .map(each -> String.valueOf(((Map<?, ?>) each).get(what)))
                .toList();
    }
}

package dev.patchbay.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Rooms;
import dev.patchbay.account.FieldErrors;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.GatewayException;
import dev.patchbay.store.Dialect;
import dev.patchbay.store.Page;
import dev.patchbay.store.Postgres;
import dev.patchbay.tool.DeployedIntegrations;
import dev.patchbay.tool.ToolFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(Postgres.class)
class McpServersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void keepsWhatWasMinted(Dialect dialect) {
        Rooms rooms = Rooms.fresh(dialect, folder);
        Minted minted;
        try (rooms) {
            IntegratedAccount account = rooms.connected("Widgets");
            minted = rooms.servers.mint(new NewServer(
                    account.id(),
                    "Support desk",
                    new ToolFilter(Set.of("read", "create", "merge"), Set.of("support")),
                    true,
                    rooms.clock.instant().plusSeconds(3600),
                    "apt_test"));
            assertTrue(minted.server().id().matches("srv_[a-z0-9]{16}"));
        }
        try (Rooms again = rooms.again()) {
            assertEquals(
                    Optional.of(minted.server()),
                    again.servers.find(minted.server().id()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void namesWhatIsWrongAndWhatThereIs(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            String account = rooms.connected("Widgets").id();
            Instant past = rooms.clock.instant();
            assertEquals(
                    "config.methods: \"reed\" is no method; there are read, write, custom, list, get, create, update,"
                            + " delete, and of this integration's own merge, totals;"
                            + " config.tags: \"sales\" is no tag; there are finance, support",
                    refusal(rooms, account, "Desk", new ToolFilter(Set.of("reed"), Set.of("sales")), null));
            assertEquals(
                    "name: must be a line of 1 to 200 characters",
                    refusal(rooms, account, "two\nlines", ToolFilter.ALL, null));
            assertEquals(
                    "expires_at: is in the past; to end a server now, delete it",
                    refusal(rooms, account, "Desk", ToolFilter.ALL, past));
            assertEquals(
                    "integrated_account_id: there is no account acc_none",
                    refusal(rooms, "acc_none", "Desk", ToolFilter.ALL, null));
            assertEquals(List.of(), rooms.servers.list(account, 10, null).items());
        }
    }

    @ParameterizedTest
    @EnumSource
    void mintsForAnAccountWhoseIntegrationIsAwayWithoutCheckingTheTags(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            String account = rooms.connected("Widgets").id();
            DeployedIntegrations.remove(rooms.integrations, rooms.acme);
            ToolFilter filter = new ToolFilter(Set.of("merge"), Set.of("sales"));
            Minted minted = rooms.servers.mint(new NewServer(account, "Desk", filter, false, null, "apt_test"));
            assertEquals(filter, minted.server().filter());
            assertTrue(refusal(rooms, account, "Desk", new ToolFilter(Set.of("no such!"), Set.of()), null)
                    .startsWith("config.methods"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void changesAServerAndChecksOnlyWhatIsNew(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            Minted minted = rooms.minted(rooms.connected("Widgets"));
            String id = minted.server().id();
            assertInstanceOf(Admission.Granted.class, rooms.gate.admit(minted.token(), null));
            rooms.clock.step(Duration.ofMinutes(1));
            ToolFilter filter = new ToolFilter(Set.of("read"), Set.of("finance"));
            McpServer after = rooms.servers
                    .update(
                            id,
                            draft -> new ServerDraft(
                                    "Reports",
                                    filter,
                                    true,
                                    new ServerOptions(true, ServerOptions.Discovery.SEARCH),
                                    null))
                    .orElseThrow();
            assertEquals(Optional.of(after), rooms.servers.find(id));
            assertEquals(rooms.clock.instant(), after.updatedAt());
            assertEquals(minted.server().createdAt(), after.createdAt());
            assertInstanceOf(Admission.SecondFactorMissing.class, rooms.gate.admit(minted.token(), null));
            GatewayException refused = assertThrows(
                    GatewayException.class,
                    () -> rooms.servers.update(
                            id,
                            draft -> new ServerDraft(
                                    "Reports",
                                    new ToolFilter(Set.of(), Set.of("sales")),
                                    true,
                                    draft.options(),
                                    null)));
            assertTrue(refused.data().containsKey(FieldErrors.KEY));
            DeployedIntegrations.remove(rooms.integrations, rooms.acme);
            assertEquals(
                    "Again",
                    rooms.servers
                            .update(id, draft -> new ServerDraft("Again", draft.filter(), false, draft.options(), null))
                            .orElseThrow()
                            .name());
            rooms.servers.revoke(id);
            assertEquals(Optional.empty(), rooms.servers.update(id, draft -> draft));
        }
    }

    @ParameterizedTest
    @EnumSource
    void listsTheServersOfOneAccountPageByPage(Dialect dialect) {
        try (Rooms rooms = Rooms.fresh(dialect, folder)) {
            IntegratedAccount account = rooms.connected("Widgets");
            IntegratedAccount other = rooms.connected("Other");
            List<String> minted = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                minted.add(rooms.minted(account).server().id());
                rooms.minted(other);
            }
            rooms.servers.revoke(minted.remove(2));
            Page<McpServer> first = rooms.servers.list(account.id(), 2, null);
            Page<McpServer> second = rooms.servers.list(account.id(), 2, first.next());
            List<String> listed = new ArrayList<>();
            first.items().forEach(each -> listed.add(each.id()));
            second.items().forEach(each -> listed.add(each.id()));
            assertEquals(minted, listed);
            assertEquals(null, second.next());
        }
    }

    @Test
    void asksForASecondFactorByDefaultWhereSomethingCouldBeWritten() {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder)) {
            String account = rooms.connected("Widgets").id();
            McpServers servers = new McpServers(
                    rooms.database,
                    rooms.changes,
                    rooms.accounts,
                    rooms.integrations,
                    SecondFactorDefault.WRITES,
                    rooms.clock);
            Map<Set<String>, Boolean> expected = Map.of(
                    Set.of(), true,
                    Set.of("read"), false,
                    Set.of("list", "get"), false,
                    Set.of("read", "totals"), false,
                    Set.of("read", "merge"), true,
                    Set.of("custom"), true,
                    Set.of("write"), true,
                    Set.of("list", "create"), true);
            expected.forEach((methods, asks) -> {
                NewServer request =
                        new NewServer(account, "Desk", new ToolFilter(methods, Set.of()), null, null, "apt_test");
                assertEquals(asks, servers.mint(request).server().requireApiTokenAuth(), methods.toString());
            });
            assertFalse(servers.mint(new NewServer(account, "Desk", ToolFilter.ALL, false, null, "apt_test"))
                    .server()
                    .requireApiTokenAuth());
        }
    }

    private static String refusal(Rooms rooms, String account, String name, ToolFilter filter, Instant expiresAt) {
        GatewayException refused = assertThrows(
                GatewayException.class,
                () -> rooms.servers.mint(new NewServer(account, name, filter, false, expiresAt, "apt_test")));
        assertEquals(GatewayException.Kind.INVALID_ARGUMENT, refused.kind());
        return String.valueOf(refused.getMessage());
    }
}

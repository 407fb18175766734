package dev.patchbay.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Rooms;
import dev.patchbay.admin.AdminServer.Reply;
import dev.patchbay.audit.AuditFilter;
import dev.patchbay.audit.AuditLine;
import dev.patchbay.oauth.RelayNode;
import dev.patchbay.oauth.RelayServer;
import dev.patchbay.store.Dialect;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoginResourceTest {
    @TempDir
    Path folder;

    private final RelayServer vendor = new RelayServer();
    private RelayNode node;
    private AdminServer api;

    @BeforeEach
    void open() throws Exception {
        node = new RelayNode(Rooms.fresh(Dialect.H2, folder), vendor);
        api = new AdminServer(node, "https://gateway.example/");
    }

    @AfterEach
    void close() throws Exception {
        api.close();
        node.close();
        vendor.close();
    }

    private String draft(String name) {
        return """
                {"integration": "relay", "name": "%s", "base_url": "%s",
                 "credentials": {"client_id": "app-1", "client_secret": "%s"}}""".formatted(name, vendor.url(), RelayNode.SECRET);
    }

    private static String state(Reply begun) {
        return begun.text("/authorize_url").replaceAll(".*state=", "");
    }

    private List<AuditLine> audit(String account) {
        return node.rooms.audit.latest(AuditFilter.ALL.ofAccount(account), 10, null);
    }

    @Test
    void beginsALoginWhoseCallbackConnectsTheAccountThatItNames() {
        Reply begun = api.post("/integrated-account/login", draft("Ada"));
        assertEquals(201, begun.status(), begun.http().body());
        String account = begun.text("/integrated_account_id");
        assertEquals("https://gateway.example/oauth/callback", begun.text("/redirect_uri"));
        assertFalse(begun.text("/expires_at").isEmpty());
        assertEquals(404, api.get("/integrated-account/" + account).status());

        node.connect.finish(state(begun), "code-1", null);
        Reply connected = api.get("/integrated-account/" + account);
        assertEquals("active", connected.text("/status"));
        assertEquals("Ada", connected.text("/name"));
        assertEquals("p1", connected.text("/context/placeId"));
        assertEquals("login", connected.text("/auth_method"));
    }

    @Test
    void beginsAnotherLoginOfAnAccountUnderItsId() {
        String account = node.connected().id();
        String path = "/integrated-account/" + account + "/login";
        Reply begun = api.post(path, "{}");
        assertEquals(200, begun.status(), begun.http().body());
        assertEquals(account, begun.text("/integrated_account_id"));
        assertTrue(node.connect.finish(state(begun), "code-2", null).again());

        Reply withOtherClient = api.post(
                path,
                "{\"auth_method\": \"login\", \"credentials\": {\"client_id\": \"app-2\", \"client_secret\": \"s-2\"}}");
        assertEquals(200, withOtherClient.status());
        assertTrue(node.connect.finish(state(withOtherClient), "code-3", null).again());
        assertTrue(vendor.forms().stream().anyMatch(form -> form.contains("client_secret=s-2")));
        assertEquals(404, api.post("/integrated-account/acc_none/login", "{}").status());
    }

    @Test
    void saysWhichFieldsAreWrongBeforeAnybodyLogsIn() {
        Reply refused = api.post("/integrated-account/login", """
                {"integration": "relay", "name": "", "context": {"placeId": "NO"}, "base_url": "ftp://x",
                 "credentials": {"client_id": "app-1"}}""");
        assertEquals(422, refused.status());
        assertEquals(
                List.of("base_url", "context.placeId", "credentials.client_secret", "name"),
                refused.errorFields().stream().sorted().toList());
        assertEquals(
                List.of("auth_method"),
                api.post("/integrated-account/login", draft("Ada").replaceFirst("\\{", "{\"auth_method\": \"key\", "))
                        .errorFields());
        assertEquals(
                List.of("integration"),
                api.post("/integrated-account/login", "{\"integration\": \"none\", \"name\": \"Ada\"}")
                        .errorFields());
        assertEquals(
                List.of("surplus"),
                api.post("/integrated-account/login", draft("Ada").replaceFirst("\\{", "{\"surplus\": 1, "))
                        .errorFields());
        String account = node.connected().id();
        assertEquals(
                List.of("auth_method"),
                api.post("/integrated-account/" + account + "/login", "{\"auth_method\": \"key\"}")
                        .errorFields());
    }

    @Test
    void repeatsALoginForTheSameAccountUntilItIsConnected() {
        String[] key = {"Idempotency-Key", "one"};
        Reply first = api.post("/integrated-account/login", draft("Ada"), key);
        Reply second = api.post("/integrated-account/login", draft("Ada"), key);
        assertEquals(201, second.status());
        assertEquals(first.text("/integrated_account_id"), second.text("/integrated_account_id"));
        assertNotEquals(state(first), state(second));
        assertEquals(
                422, api.post("/integrated-account/login", draft("Eve"), key).status());

        node.connect.finish(state(second), "code-1", null);
        Reply late = api.post("/integrated-account/login", draft("Ada"), key);
        assertEquals(409, late.status());
        assertTrue(late.text("/detail").contains(first.text("/integrated_account_id")), late.text("/detail"));
    }

    @Test
    void letsARefusedLoginBeCorrectedUnderTheSameKey() {
        String[] key = {"Idempotency-Key", "one"};
        assertEquals(422, api.post("/integrated-account/login", draft(""), key).status());
        assertEquals(
                201, api.post("/integrated-account/login", draft("Ada"), key).status());
    }

    @Test
    void writesWhoBeganItIntoTheAuditTrailWithoutStateOrSecret() {
        Reply begun = api.post("/integrated-account/login", draft("Ada"));
        String account = begun.text("/integrated_account_id");
        AuditLine line = audit(account).get(0);
        assertEquals("account.connect", line.entry().action());
        assertEquals("relay", line.entry().integration());
        assertTrue(String.valueOf(line.entry().apiTokenId()).startsWith("apt_"));
        assertTrue(String.valueOf(line.entry().detail()).contains("\"login\":\"begun\""));
        for (AuditLine each : audit(account)) {
            assertFalse(
                    each.toString().contains(state(begun)) || each.toString().contains(RelayNode.SECRET));
        }
    }

    @Test
    void refusesCallersWhoMayNotConnectAccounts() {
        String caller = api.post("/api-token", "{\"name\": \"bot\", \"role\": \"caller\"}")
                .text("/token");
        assertEquals(
                403,
                api.as(caller, "POST", "/integrated-account/login", draft("Ada"))
                        .status());
        assertEquals(
                401,
                api.as(null, "POST", "/integrated-account/login", draft("Ada")).status());
    }
}

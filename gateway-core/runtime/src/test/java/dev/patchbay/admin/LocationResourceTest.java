package dev.patchbay.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Await;
import dev.patchbay.Rooms;
import dev.patchbay.admin.AdminServer.Reply;
import dev.patchbay.audit.AuditFilter;
import dev.patchbay.oauth.RelayNode;
import dev.patchbay.oauth.RelayServer;
import dev.patchbay.store.Dialect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class LocationResourceTest {
    @TempDir
    Path folder;

    private final RelayServer vendor = new RelayServer();
    private RelayNode node;
    private AdminServer api;
    private String path;
    private String chain;

    @BeforeEach
    void open() throws Exception {
        node = new RelayNode(Rooms.fresh(Dialect.H2, folder), vendor);
        api = new AdminServer(node, "");
        chain = node.connectedChain().id();
        path = "/integrated-account/" + chain + "/location";
    }

    @AfterEach
    void close() throws Exception {
        api.close();
        node.close();
        vendor.close();
    }

    @Test
    void listsLocationsByPagesAndConnectsThoseThatAreChosen() {
        Reply connected = api.post(path, "{\"location_ids\": [\"s2\", \"nowhere\", \"s201\"]}");
        assertEquals(200, connected.status(), connected.http().body());
        List<JsonNode> result = connected.json().get("result").valueStream().toList();
        assertEquals(
                List.of("s2", "nowhere", "s201"),
                result.stream().map(each -> each.get("id").asString()).toList());
        assertTrue(result.get(0).get("created").booleanValue());
        assertTrue(result.get(1).get("integrated_account_id").isNull());
        assertTrue(result.get(1).get("problem").asString().contains("no such location"));
        String account = result.get(0).get("integrated_account_id").asString();

        Reply view = api.get("/integrated-account/" + account);
        assertEquals(chain, view.text("/parent_id"));
        assertEquals("s2", view.text("/location_id"));
        assertEquals("Shop 2", view.text("/name"));
        assertEquals("s2", view.text("/context/placeId"));

        List<String> ids = new ArrayList<>();
        String next = "";
        do {
            Reply page = api.get(path + "?limit=200" + next);
            page.json().get("result").forEach(each -> {
                ids.add(each.get("id").asString());
                if (each.get("id").asString().equals("s2")) {
                    assertEquals(account, each.get("integrated_account_id").asString());
                }
            });
            next = page.json().get("next_cursor").isNull() ? null : "&next_cursor=" + page.text("/next_cursor");
        } while (next != null);
        assertEquals(250, ids.size());
        Await.until(
                "each request to the vendor is on record",
                Duration.ofSeconds(20),
                () -> node.rooms.audit.latest(AuditFilter.ALL.ofAccount(chain), 50, null).stream()
                                .filter(line -> line.entry().action().equals("account.locations"))
                                .count()
                        == 2);

        assertEquals(
                1,
                node.rooms
                        .audit
                        .latest(AuditFilter.ALL.ofAccount(account), 10, null)
                        .size());
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        for (String body : List.of("{}", "{\"location_ids\": []}", "{\"location_ids\": \"s1\"}")) {
            assertEquals(
                    List.of("location_ids"),
                    api.post(path, body).errorFields().stream().distinct().toList(),
                    body);
        }
        assertEquals(422, api.get(path + "?next_cursor=!").status());
        String place = node.connected().id();
        assertEquals(422, api.get("/integrated-account/" + place + "/location").status());
        assertEquals(404, api.get("/integrated-account/acc_none/location").status());
    }

    @Test
    void keepsTheAccountThatOthersLogInBy() {
        api.post(path, "{\"location_ids\": [\"s2\"]}");
        Reply refused = api.delete("/integrated-account/" + chain);
        assertEquals(422, refused.status());
        assertTrue(refused.text("/detail").contains("one account logs"), refused.text("/detail"));
    }

    @Test
    void saysThatTheAccountHasToBeConnectedAgain() {
        vendor.refuseAll();
        Reply refused = api.get(path);
        assertEquals(409, refused.status());
        assertTrue(refused.text("/detail").contains("operator has to connect"), refused.text("/detail"));
    }
}

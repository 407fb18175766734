package dev.patchbay.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Rooms;
import dev.patchbay.admin.AdminServer.Reply;
import dev.patchbay.store.Dialect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the API says of itself. Whether its answers are so is tested with Prism, over the running distribution. */
class ApiDocumentTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @TempDir
    Path folder;

    @Test
    void describesEveryRouteAndNothingElse() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            List<Routes.Route> routes = all(api);
            JsonNode document = JSON.valueToTree(ApiDocument.of(routes).json());
            Set<String> described = new TreeSet<>();
            document.at("/paths")
                    .properties()
                    .forEach(path -> path.getValue()
                            .propertyNames()
                            .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
            assertEquals(
                    routes.stream().map(Routes.Route::toString).collect(Collectors.toCollection(TreeSet::new)),
                    described);
        }
    }

    @Test
    void isWholeAndClosed() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            JsonNode document = JSON.valueToTree(ApiDocument.of(all(api)).json());
            for (JsonNode reference : document.findValues("$ref")) {
                String pointer = reference.asString();
                assertTrue(pointer.startsWith("#/"), pointer);
                assertTrue(!document.at(pointer.substring(1)).isMissingNode(), pointer);
            }
            document.at("/components/schemas").properties().forEach(schema -> {
                if (schema.getValue().has("properties")) {
                    assertEquals(
                            false, schema.getValue().at("/additionalProperties").asBoolean(true), schema.getKey());
                    assertTrue(schema.getValue().has("required"), schema.getKey());
                }
            });
            List<String> ids = document.findValuesAsString("operationId");
            assertEquals(ids.size(), Set.copyOf(ids).size());
            assertTrue(document.findValues("x-body").isEmpty()
                    && document.findValues("x-extends").isEmpty());
            JsonNode mint = document.at("/paths/~1integrated-account~1{account}~1mcp/post");
            assertEquals("operate", mint.at("/x-permission").asString());
            for (String status : List.of("200", "201", "400", "401", "403", "404", "409", "413", "415", "422", "503")) {
                assertTrue(mint.at("/responses").has(status), status);
            }
        }
    }

    @Test
    void isOpenToEverybody() throws Exception {
        try (Rooms rooms = Rooms.fresh(Dialect.H2, folder);
                AdminServer api = new AdminServer(rooms, "")) {
            Reply document = api.as(null, "GET", "/openapi.json", null);
            assertEquals(200, document.status());
            assertEquals("3.1.0", document.text("/openapi"));
            assertEquals(
                    405,
                    api.as(rooms.firstToken(), "POST", "/openapi.json", "{}").status());
            assertEquals(401, api.as(null, "POST", "/openapi.json", "{}").status());
        }
    }

    /** Those of the node need a framework; here nobody calls them. */
    private static List<Routes.Route> all(AdminServer api) {
        Routes node = new Routes();
        new DeploymentResource(null, null, null, null, null).addTo(node);
        new AttentionResource(null, null, null, null, null, Clock.systemUTC()).addTo(node);
        new SettingsResource(null, null, null, null, null, null).addTo(node);
        List<Routes.Route> all = new ArrayList<>(api.routes().all());
        all.addAll(node.all());
        return all;
    }
}

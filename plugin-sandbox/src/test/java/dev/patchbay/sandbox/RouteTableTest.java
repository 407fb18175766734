package dev.patchbay.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RouteTableTest {
    private final RouteTable routes = new RouteTable()
            .add("GET", "/plans/{id}", call -> ApiAnswer.text("plan " + call.path("id")))
            .add("GET", "/plans/orders", call -> ApiAnswer.text("orders"))
            .add("GET", "/{area}/first", call -> ApiAnswer.text("first of " + call.path("area")));

    @Test
    void prefersALiteralToAVariable() {
        assertEquals("orders", answer("/plans/orders"));
        assertEquals("plan 7", answer("/plans/7"));
    }

    @Test
    void prefersTheTemplateThatIsLiteralFurtherToTheLeft() {
        assertEquals("plan first", answer("/plans/first"));
        assertEquals("first of all", answer("/all/first"));
    }

    @Test
    void takesATrailingSlashForAnotherPath() {
        assertEquals(
                404,
                assertThrows(Refusal.class, () -> routes.find("GET", "/plans/7/"))
                        .status());
    }

    @Test
    void tellsAWrongMethodFromAWrongPath() {
        assertEquals(
                405,
                assertThrows(Refusal.class, () -> routes.find("PUT", "/plans/7"))
                        .status());
        assertEquals(
                404,
                assertThrows(Refusal.class, () -> routes.find("PUT", "/plan/7")).status());
    }

    private String answer(String path) {
        RouteTable.Match match = routes.find("GET", path);
        ApiRequest request = new ApiRequest("GET", path, Map.of(), "", Map.of(), new byte[0]);
        byte[] body = match.handler()
                .answer(new RouteTable.Call(request, match.pathParameters()))
                .body();
        return new String(body, StandardCharsets.UTF_8);
    }
}

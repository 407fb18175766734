package dev.patchbay.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Account;
import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.Effect;
import dev.patchbay.api.Field;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.Integration;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.ToolResult;
import dev.patchbay.api.VendorHook;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import dev.patchbay.vendor.QuotaNames;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DescribedProviderTest {
    @Test
    void readsTheVendor() {
        DescribedProvider provider = Acme.more("""
                        check: [{ request: "GET /teams/{team}", headers: { V: "1" } }, "GET /me?fields=id"]
                        headers: { X-Client: patchbay }
                        rateLimit: { limit: X-Max, remaining: X-Left, resetMillis: X-Ms, dailyLimit: X-Day, dailyRemaining: X-Day-Left }
                        errors:
                          message: [error.detail, message]
                          failed: { path: success, is: false }
                        """).accepted();
        Integration integration = provider.integration();
        assertEquals("acme", integration.id());
        assertEquals("https://{{context.subdomain}}.acme.example/v1", integration.baseUrl());
        assertEquals(
                List.of(
                        new Field("subdomain", "Subdomain", "The part before the dot.", true, false, null, null),
                        new Field("team", "Team", "The team.", false, false, null, null)),
                integration.context());
        assertEquals(
                List.of(new AuthMethod("key", "api-key", "API key", Map.of("header", "X-Api-Key"))),
                integration.authMethods());
        assertEquals(new QuotaNames("x-max", "x-left", null, "x-ms", "x-day", "x-day-left"), provider.quotaNames());
        assertEquals("why", provider.errorMessage(Map.of("message", "no", "error", Map.of("detail", "why"))));
        assertEquals("no", provider.errorMessage(Map.of("message", "no")));
        assertTrue(provider.failed(Map.of("success", false)));
        assertFalse(provider.failed(Map.of("success", true)));
        assertFalse(provider.failed(List.of()));
    }

    @Test
    void checksWithTheFirstRequestThatTheAccountCanFill() {
        DescribedProvider provider = Acme.more("""
                        check: [{ request: "GET /teams/{team}", headers: { V: "1" } }, "GET /me?fields=id%20x"]
                        """).accepted();
        assertEquals(VendorRequest.get("/teams/t-7").withHeader("V", "1"), provider.check(Acme.ACCOUNT));
        assertEquals(
                VendorRequest.get("/me").withQuery("fields", "id x"),
                provider.check(new Account("a", "acme", Map.of("subdomain", "n"))));
        assertNull(Acme.more("").accepted().check(Acme.ACCOUNT));
    }

    @ParameterizedTest
    @CsvSource({
        "list, GET, READS, true",
        "get, GET, READS, true",
        "create, POST, WRITES, false",
        "update, PUT, WRITES, true",
        "update, PATCH, WRITES, false",
        "delete, DELETE, DESTROYS, true",
        "get, POST, READS, false",
        "find, GET, READS, true",
        "merge, POST, WRITES, false",
        "purge, DELETE, DESTROYS, true"
    })
    void knowsTheEffectByMethodAndRequest(String method, String http, Effect effect, boolean idempotent) {
        Tool tool = Acme.only(Acme.methods(method + ": { request: " + http + " /a, title: T, description: D. }")
                .accepted());
        assertEquals(effect, tool.effect());
        assertEquals(idempotent, tool.idempotent());
        assertEquals(http + " /a", tool.operation());
    }

    @Test
    void takesEveryWordOfAMethod() {
        DescribedProvider provider = Acme.more("""
                        resources:
                          tickets:
                            tags: [support, all]
                            methods:
                              merge:
                                request: POST /tickets/{ticketId}/merge
                                title: " Merge tickets "
                                description: >-
                                  Merges
                                  two tickets.
                                effect: destroys
                                idempotent: true
                                money: true
                                timeout: 300
                                tags: [support]
                                path: { ticketId: { type: string } }
                              plain: { request: POST /b, title: P, description: P. }
                              bare: { request: POST /c, title: Not documented }
                        """).accepted();
        Tool merge = provider.allTools().get(0);
        assertEquals("acme_tickets_merge", merge.name());
        assertEquals("Merge tickets", merge.title());
        assertEquals("Merges two tickets.", merge.description());
        assertEquals("tickets", merge.resource());
        assertEquals("merge", merge.method());
        assertEquals(Set.of("support"), merge.tags());
        assertEquals(Effect.DESTROYS, merge.effect());
        assertTrue(merge.idempotent());
        assertTrue(merge.movesMoney());
        assertEquals(Duration.ofSeconds(300), merge.timeout());
        assertEquals("POST /tickets/{ticketId}/merge", merge.operation());
        Tool plain = provider.allTools().get(1);
        assertEquals(Set.of("support", "all"), plain.tags());
        assertNull(plain.timeout());
        assertFalse(plain.movesMoney());
        assertEquals(2, provider.allTools().size());
        assertEquals(1, provider.undocumented());
    }

    @Test
    void offersAToolOnlyToAccountsThatHaveWhatItNeeds() {
        DescribedProvider provider = Acme.methods("""
                        one: { request: GET /a, title: A, description: A., needs: [team] }
                        two: { request: "GET /a/{team}", title: A, description: A. }
                        all: { request: GET /a, title: A, description: A. }
                        """).accepted();
        assertEquals(3, provider.tools(Acme.ACCOUNT).size());
        Account without = new Account("b", "acme", Map.of("subdomain", "x"));
        assertEquals(
                List.of("acme_tickets_all"),
                provider.tools(without).stream().map(Tool::name).toList());
    }

    @Test
    void offersAToolToNoAccountThatHasWhatItIsNotFor() {
        DescribedProvider provider = Acme.methods("""
                        one: { request: GET /a, title: A, description: A., needs: [subdomain], unless: [team] }
                        all: { request: GET /a, title: A, description: A. }
                        """).accepted();
        Account without = new Account("b", "acme", Map.of("subdomain", "x"));
        assertEquals(2, provider.tools(without).size());
        assertEquals(
                List.of("acme_tickets_all"),
                provider.tools(Acme.ACCOUNT).stream().map(Tool::name).toList());
    }

    @Test
    void answersTheSameListForAccountsThatHaveTheSameTools() {
        DescribedProvider provider = Acme.methods("""
                        one: { request: GET /a, title: A, description: A., needs: [team] }
                        all: { request: GET /a, title: A, description: A. }
                        """).accepted();
        Account other = new Account("b", "acme", Map.of("subdomain", "y", "team", "t-8"));
        Account without = new Account("c", "acme", Map.of("subdomain", "z"));
        assertSame(provider.tools(Acme.ACCOUNT), provider.tools(other));
        assertNotSame(provider.tools(Acme.ACCOUNT), provider.tools(without));
        assertSame(provider.tools(without), provider.tools(without));
    }

    @Test
    void answersTheBodyAsDataWhateverItIs() {
        DescribedProvider provider = Acme.tool("GET /a", "");
        for (Object body : new Object[] {Map.of("a", 1), List.of(1), "plain text", 5, true, null}) {
            ToolResult result = provider.call(call(provider), request -> new VendorResponse(200, Map.of(), body, null));
            assertEquals(new ToolResult.Data(body, null, null, null), result);
        }
    }

    @Test
    void publishesAMethodOnlyWhileItsHookIsThere() {
        DescribedProvider provider = Acme.tool("POST /a", "hook: look-first\nbody: { n: { type: integer } }");
        assertEquals(List.of(), provider.tools(Acme.ACCOUNT));
        GatewayException absent = assertThrows(
                GatewayException.class, () -> provider.call(call(provider), DescribedProviderTest::nobody));
        assertEquals(GatewayException.Kind.UNKNOWN_TOOL, absent.kind());

        VendorHook hook = (call, planned, vendor) ->
                vendor.send(planned.withQuery("seen", call.tool().name())).withBody("hooked");
        provider.hooks(Map.of("look-first", new MountedHook(hook)));
        assertEquals(1, provider.tools(Acme.ACCOUNT).size());
        ToolResult result = provider.call(call(provider), request -> {
            assertEquals(List.of(new VendorRequest.Param("seen", "acme_tickets_act")), request.query());
            return new VendorResponse(200, Map.of(), "plain", null);
        });
        assertEquals(new ToolResult.Data("hooked", null, null, null), result);

        provider.hooks(Map.of("another", new MountedHook(hook)));
        assertEquals(List.of(), provider.tools(Acme.ACCOUNT));
    }

    @Test
    void letsAHookGoWhenItsCallsHaveEnded() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        MountedHook hook = new MountedHook((call, planned, vendor) -> {
            inside.countDown();
            try {
                assertTrue(go.await(10, TimeUnit.SECONDS));
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return new VendorResponse(200, Map.of(), "done", null);
        });
        DescribedProvider provider = Acme.tool("POST /a", "hook: slow");
        provider.hooks(Map.of("slow", hook));
        CompletableFuture<ToolResult> running =
                CompletableFuture.supplyAsync(() -> provider.call(call(provider), DescribedProviderTest::nobody));
        assertTrue(inside.await(10, TimeUnit.SECONDS));
        assertFalse(hook.drain(0), "a call is inside");
        go.countDown();
        assertEquals(new ToolResult.Data("done", null, null, null), running.get(10, TimeUnit.SECONDS));
        assertTrue(hook.drain(10));
        GatewayException gone = assertThrows(
                GatewayException.class, () -> provider.call(call(provider), DescribedProviderTest::nobody));
        assertEquals(GatewayException.Kind.UNKNOWN_TOOL, gone.kind());
    }

    private static ToolCall call(DescribedProvider provider) {
        return new ToolCall(
                Acme.only(provider), Map.of(), Acme.ACCOUNT, Instant.now().plusSeconds(60), new NobodyWaits());
    }

    private static VendorResponse nobody(VendorRequest request) {
        throw new IllegalStateException("nothing should be sent");
    }
}

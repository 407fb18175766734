package dev.patchbay.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.Rooms;
import dev.patchbay.store.Dialect;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OAuthCallbackTest {
    @TempDir
    Path folder;

    private final RelayServer server = new RelayServer();
    private RelayNode node;

    private record Page(int status, Map<String, String> headers, String html) {}

    @BeforeEach
    void open() {
        node = new RelayNode(Rooms.fresh(Dialect.H2, folder), server);
    }

    @AfterEach
    void close() {
        node.close();
        server.close();
    }

    private Page page(String method, Map<String, String> parameters) throws Exception {
        Map<String, String> headers = new HashMap<>();
        int[] status = {0};
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ServletOutputStream out = new ServletOutputStream() {
            @Override
            public boolean isReady() {
                return true;
            }

            @Override
            public void setWriteListener(WriteListener listener) {
                throw new UnsupportedOperationException();
            }

            @Override
            public void write(int b) {
                body.write(b);
            }
        };
        HttpServletRequest request = fake(HttpServletRequest.class, (name, arguments) -> switch (name) {
            case "getMethod" -> method;
            case "getParameter" -> parameters.get(String.valueOf(arguments[0]));
            case "getRemoteAddr" -> "10.0.0.1";
            default -> throw new UnsupportedOperationException(name);
        });
        HttpServletResponse response = fake(HttpServletResponse.class, (name, arguments) -> {
            switch (name) {
                case "setStatus" -> status[0] = (Integer) arguments[0];
                case "setHeader" -> headers.put(String.valueOf(arguments[0]), String.valueOf(arguments[1]));
                case "setContentType" -> headers.put("Content-Type", String.valueOf(arguments[0]));
                case "setContentLength" -> headers.put("Content-Length", String.valueOf(arguments[0]));
                case "getOutputStream" -> {
                    return out;
                }
                default -> throw new UnsupportedOperationException(name);
            }
            return null;
        });
        new OAuthCallback(node.connect, new ConsoleLink()).service(request, response);
        return new Page(status[0], headers, body.toString(UTF_8));
    }

    private interface Behaviour {
        Object does(String name, Object[] arguments);
    }

    private static <T> T fake(Class<T> type, Behaviour behaviour) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> behaviour.does(method.getName(), arguments)));
    }

    @Test
    void connectsAndSaysSoOnAPageWithoutScriptOrSecrets() throws Exception {
        String state = RelayNode.state(node.begun());
        Page page = page("GET", Map.of("state", state, "code", "code-canary"));
        assertEquals(200, page.status);
        assertTrue(page.html.startsWith("<!DOCTYPE html>") && page.html.contains("<html lang=\"en\">"), page.html);
        assertTrue(page.html.contains("Ada&#39;s place"), page.html);
        assertFalse(page.html.contains("<script") || page.html.contains("Ada's"), page.html);
        for (String secret : new String[] {state, "code-canary", RelayNode.SECRET, "access-token"}) {
            assertFalse(page.html.contains(secret), page.html);
        }
        assertEquals("text/html; charset=utf-8", page.headers.get("Content-Type"));
        assertEquals("no-store", page.headers.get("Cache-Control"));
        assertEquals("no-referrer", page.headers.get("Referrer-Policy"));
        assertEquals("nosniff", page.headers.get("X-Content-Type-Options"));
        assertEquals("DENY", page.headers.get("X-Frame-Options"));
        String policy = page.headers.get("Content-Security-Policy");
        assertTrue(policy.startsWith("default-src 'none';") && policy.contains("frame-ancestors 'none'"), policy);
        assertFalse(policy.contains("unsafe"), policy);
    }

    @Test
    void saysWhatTheVendorSaidWhenItDeclinesAndUsesTheStateUp() throws Exception {
        String state = RelayNode.state(node.begun());
        Page page = page(
                "GET", Map.of("state", state, "error", "access_denied", "error_description", "<b>No</b>\r\nThanks"));
        assertEquals(400, page.status);
        assertTrue(page.html.contains("access_denied: &lt;b&gt;No&lt;/b&gt; Thanks"), page.html);
        assertEquals(400, page("GET", Map.of("state", state, "code", "code-1")).status);
        assertTrue(server.forms.isEmpty());
    }

    @Test
    void repeatsNothingOfAnAddressThatNoLoginBelongsTo() throws Exception {
        for (Map<String, String> parameters : List.of(
                Map.of("state", "x".repeat(43), "error", "canary", "error_description", "canary"),
                Map.of("state", "canary", "code", "canary"),
                Map.of("code", "canary"),
                Map.<String, String>of())) {
            Page page = page("GET", parameters);
            assertEquals(400, page.status);
            assertFalse(page.html.contains("canary"), page.html);
        }
    }

    @Test
    void saysThatTheVendorFailed() throws Exception {
        server.tokenFailures.add(500);
        assertEquals(502, page("GET", Map.of("state", RelayNode.state(node.begun()), "code", "code-1")).status);
    }

    @Test
    void leavesTheStateUnusedForAnyOtherMethod() throws Exception {
        String state = RelayNode.state(node.begun());
        Map<String, String> parameters = Map.of("state", state, "code", "code-1");
        for (String method : new String[] {"HEAD", "POST", "OPTIONS"}) {
            Page page = page(method, parameters);
            assertEquals(405, page.status);
            assertEquals("GET", page.headers.get("Allow"));
        }
        assertEquals(200, page("GET", parameters).status);
    }

    @Test
    void leadsOnToTheConsoleWhereThereIsOne() {
        assertTrue(ResultPage.failure("No.").html("/console/").contains("<a href=\"/console/\">"));
        assertFalse(ResultPage.failure("No.").html(null).contains("<a "));
    }
}

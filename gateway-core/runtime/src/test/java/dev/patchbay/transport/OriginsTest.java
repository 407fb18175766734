package dev.patchbay.transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginsTest {
    private final Origins origins = new Origins(
            "https://mcp.example.com", new String[] {"gateway.lan:8443"}, new String[] {"https://app.example"});

    @ParameterizedTest
    @CsvSource({
        "localhost, true",
        "localhost:8080, true",
        "LOCALHOST:1, true",
        "127.0.0.1:65535, true",
        "[::1]:8080, true",
        "[::1], true",
        "mcp.example.com, true",
        "gateway.lan:8443, true",
        "gateway.lan:80, false",
        "localhost.evil.example, false",
        "evil.example, false",
        "127.0.0.1.evil.example, false",
        "'', false",
    })
    void letsInKnownHosts(String host, boolean allowed) {
        assertEquals(allowed, origins.allowsHost(host));
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3000, true",
        "http://127.0.0.1, true",
        "http://[::1]:5173, true",
        "https://mcp.example.com, true",
        "HTTPS://APP.EXAMPLE, true",
        "https://app.example.evil, false",
        "http://app.example, false",
        "https://evil.example, false",
        "http://localhost.evil.example, false",
        "http://localhost@evil.example, false",
        "ftp://localhost, false",
        "null, false",
        "'', false",
    })
    void letsInKnownOrigins(String origin, boolean allowed) {
        assertEquals(allowed, origins.allowsOrigin(origin));
    }

    @Test
    void letsInProgramsWithoutOriginButNobodyWithoutHost() {
        assertTrue(origins.allowsOrigin(null));
        assertFalse(origins.allowsHost(null));
    }
}

package dev.patchbay.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.harness.AssembledFolder;
import dev.patchbay.harness.Await;
import dev.patchbay.harness.RunningGateway;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class HealthIT {
    private static RunningGateway gateway;

    @BeforeAll
    static void start() throws Exception {
        gateway = RunningGateway.start();
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
    }

    @Test
    void tellsDetailsToThisMachine() throws Exception {
        HttpResponse<String> health = gateway.get("/health");
        assertEquals(200, health.statusCode());
        assertEquals(
                "application/json", health.headers().firstValue("Content-Type").orElse(""));
        assertTrue(health.body().startsWith("{\"status\":\"ok\",\"checks\":["), health.body());
        assertTrue(health.body().contains("\"name\":\"deployments\",\"status\":\"ok\""), health.body());
    }

    @Test
    void tellsTheWordAloneToOthers() throws Exception {
        HttpResponse<String> health = gateway.send(HttpRequest.newBuilder(URI.create(gateway.url() + "/health"))
                .header("X-Forwarded-For", "203.0.113.7")
                .build());
        assertEquals("{\"status\":\"ok\"}", health.body());
    }

    @Test
    void warnsWhenTheDiskIsFullerThanConfigured() throws Exception {
        String shipped = Files.readString(AssembledFolder.home().resolve("conf").resolve(RunningGateway.DISK_CHECK));
        Path check = gateway.conf().resolve(RunningGateway.DISK_CHECK);
        Files.writeString(check, shipped.replaceAll("(diskUsedThreshold\\w+) = \\d+", "$1 = 0"));
        Await.until("a failing check", () -> gateway.get("/health").statusCode() == 503);
        assertTrue(gateway.get("/health").body().contains("\"name\":\"disk\",\"status\":\"critical\""));
        assertEquals(1, gateway.bin("status").status());
        Files.delete(check);
        Await.until("health", () -> gateway.get("/health").statusCode() == 200);
    }
}

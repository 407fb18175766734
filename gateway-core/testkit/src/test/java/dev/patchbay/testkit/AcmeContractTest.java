package dev.patchbay.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Account;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolResult;
import dev.patchbay.api.VendorHook;
import dev.patchbay.integration.DescribedIntegration;
import dev.patchbay.integration.DescribedProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AcmeContractTest extends IntegrationContract {
    @Override
    protected Path folder() {
        return Path.of("src/test/resources/acme");
    }

    @Override
    protected Map<String, VendorHook> hooks() {
        return Map.of("fewest-open", (call, planned, vendor) -> vendor.send(planned));
    }

    @Test
    void callsAToolFromDescriptionToAnswer() throws IOException {
        DescribedProvider acme = read().accepted();
        try (FakeVendor vendor = FakeVendor.start();
                ToolBench bench = ToolBench.at(vendor, acme, Map.of("subdomain", "north"))) {
            vendor.answers(200, "{\"data\": [{\"id\": 1}, {\"id\": 2}]}", "RateLimit-Remaining: 9");
            ToolResult.Data page = bench.data("list_all_acme_tickets", Map.of("limit", 2, "labels", List.of("a", "b")));
            assertEquals(List.of(Map.of("id", 1), Map.of("id", 2)), page.value());
            assertEquals(9L, page.rateLimit().remaining());
            assertTrue(page.nextCursor() != null, "a full page has a following one");
            Received asked = vendor.last();
            assertEquals("/tickets?labels=a%2Cb&page=1&per_page=2", asked.target());
            assertEquals("2", asked.header("Version"));
            assertEquals("patchbay", asked.header("X-Client"));
            assertEquals(ToolBench.SECRET, asked.header(StandInScheme.HEADER));

            bench.call("acme_tickets_merge", Map.of("ticketId", "t/1".replace('/', '-'), "into", "t-2"));
            assertEquals(
                    "POST /tickets/t-1/merge {\"into\":\"t-2\"}", vendor.last().toString());
        }
    }

    @Test
    void seesTextsThatSayNothing(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), Files.readString(folder().resolve("acme.yaml")));
        Files.createDirectory(folder.resolve("acme"));
        Files.writeString(folder.resolve("acme/a.yaml"), """
                resources:
                  tickets:
                    methods:
                      list:
                        request: GET /tickets
                        title: List tickets
                        description: Returns the list of all tickets. See acme_tickets_read.
                        query: { phase: { type: string }, kind: { type: string, enum: [a] }, name: { type: string } }
                      archive:
                        request: POST /tickets/archive
                        title: Archive tickets
                        description: "%s"
                """.formatted(
                        "Puts closed questions of former customers away for good. ".repeat(40)));
        List<Tool> tools = DescribedIntegration.read(folder).accepted().allTools();
        List<String> descriptions = ToolTexts.descriptions(tools);
        assertEquals(2, descriptions.size(), descriptions::toString);
        assertTrue(descriptions.get(0).startsWith("list_all_acme_tickets says little more"), descriptions::toString);
        assertTrue(descriptions.get(1).startsWith("acme_tickets_archive is described in 2"), descriptions::toString);
        assertEquals(List.of("list_all_acme_tickets: phase"), ToolTexts.arguments(tools));
        assertEquals(Set.of("list_all_acme_tickets names acme_tickets_read"), ToolTexts.strangers(tools));
    }

    @Test
    void seesWhatBreaksTheContract(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("acme.yaml"), Files.readString(folder().resolve("acme.yaml")));
        assertEquals(
                List.of("acme has no tools"),
                ContractCheck.catalogue(DescribedIntegration.read(folder).accepted()));

        Files.createDirectory(folder.resolve("acme"));
        Files.writeString(
                folder.resolve("acme/a.yaml"),
                "resources: { a: { methods: { act: { request: \"GET /a/{id}\", title: A, description: A., path: { id: { type: array } } } } } }");
        DescribedProvider broken = DescribedIntegration.read(folder).accepted();
        Account account = ContractCheck.sampleAccount(broken);
        assertEquals(List.of(), ContractCheck.notOffered(broken, List.of(account)));
        assertEquals(List.of("acme_a_act"), ContractCheck.notOffered(broken, List.of()));
        assertEquals(
                List.of(
                        "acme_a_act with [id]: id must be a single value",
                        "acme_a_act with [id]: id must be a single value"),
                ContractCheck.planning(broken, account));

        Files.writeString(folder.resolve("acme/a.yaml"), "resources: { a: { method: {} } }");
        assertEquals(
                List.of("acme/a.yaml:1: unknown key \"method\" in a resource"),
                ContractCheck.refusals(DescribedIntegration.read(folder)));
        Files.delete(folder.resolve("acme.yaml"));
        assertThrows(IOException.class, () -> DescribedIntegration.read(folder));
    }

    @Test
    void makesSamplesOfEverythingOrOfWhatIsRequired() throws IOException {
        DescribedProvider acme = read().accepted();
        Map<String, Object> merge = schema(acme, "acme_tickets_merge");
        assertEquals(Map.of("ticketId", "sample", "into", "sample"), SampleArguments.required(merge));
        assertEquals(
                Map.of(
                        "ticketId", "sample",
                        "into", "sample",
                        "address", Map.of("city", "sample", "zip", "samplexxx")),
                SampleArguments.all(merge));
        assertEquals(
                Map.of("status", "open", "labels", List.of("sample"), "limit", 25),
                SampleArguments.all(schema(acme, "list_all_acme_tickets")));
        assertEquals(
                Map.of("name", "sample", "text", "sample"),
                SampleArguments.required(schema(acme, "acme_tickets_attach")).get("file"));
    }

    private static Map<String, Object> schema(DescribedProvider provider, String tool) {
        return provider.allTools().stream()
                .filter(each -> each.name().equals(tool))
                .findFirst()
                .orElseThrow()
                .inputSchema();
    }
}

package dev.patchbay.highlevel;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Account;
import dev.patchbay.integration.DescribedIntegration;
import dev.patchbay.integration.DescribedProvider;
import dev.patchbay.tool.Integrations;
import dev.patchbay.tool.ToolCatalog;
import dev.patchbay.tool.ToolEntry;
import dev.patchbay.tool.ToolSearch;
import java.lang.annotation.Annotation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The search finds, among hundreds of tools, the one for a request in everyday words. */
class SearchQuestionsTest {
    private static final int SHOWN = 5;

    @Test
    void findsTheToolForNearlyEveryQuestion() throws Exception {
        DescribedProvider provider = DescribedIntegration.read(Path.of("src/main/resources/OSGI-INF/integration"))
                .accepted(Map.of("resolve-contact", new ContactOfConversation(), "merge-invoice", new InvoiceMerge()));
        ToolCatalog catalog = new ToolCatalog(new Strict(), new Integrations());
        ToolSearch search = new ToolSearch(
                catalog.listOf(provider.tools(new Account("location", "highlevel", Map.of("locationId", "loc1"))))
                        .entries());
        List<String> missed = new ArrayList<>();
        int first = 0;
        int among = 0;
        int asked = 0;
        for (String line : Files.readAllLines(Path.of("src/test/resources/questions.txt"))) {
            if (line.startsWith("#")) {
                continue;
            }
            String[] parts = line.split(" \\| ");
            List<String> found = search.find(parts[0], Set.of(), SHOWN).stream()
                    .map(ToolEntry::tool)
                    .map(tool -> tool.name())
                    .toList();
            asked++;
            first += found.indexOf(parts[1]) == 0 ? 1 : 0;
            among += found.contains(parts[1]) ? 1 : 0;
            if (found.indexOf(parts[1]) != 0) {
                missed.add(line + " -> " + found);
            }
        }
        String told = first + " first, " + among + " among the first " + SHOWN + " of " + asked + "\n"
                + String.join("\n", missed);
        int right = among;
        int best = first;
        assertEquals(60, asked);
        assertAll(() -> assertTrue(right >= 54, told), () -> assertTrue(best >= 40, told));
    }

    /** The catalogue's default settings. */
    private static final class Strict implements ToolCatalog.Config {
        @Override
        public boolean allow_root_combinators() {
            return false;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return ToolCatalog.Config.class;
        }
    }
}

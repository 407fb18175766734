package dev.patchbay.highlevel;

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

    /** How many tools were found, in the first place and among those that are shown. */
    private record Found(int asked, int first, int among, List<String> missed) {
        @Override
        public String toString() {
            return first + " first, " + among + " among the first " + SHOWN + " of " + asked;
        }
    }

    @Test
    void findsTheToolForNearlyEveryQuestion() throws Exception {
        Found found = ask("questions.txt");
        assertEquals(60, found.asked);
        assertTrue(found.among >= 54 && found.first >= 40, () -> found + "\n" + String.join("\n", found.missed));
    }

    /** Questions on which the search was never tuned: what holds for the others is no accident. */
    @Test
    void findsAsManyForQuestionsThatItWasNotMadeFor() throws Exception {
        Found found = ask("questions-held-out.txt");
        assertEquals(30, found.asked);
        assertTrue(found.among >= 27 && found.first >= 22, () -> found + "\n" + String.join("\n", found.missed));
    }

    private static Found ask(String file) throws Exception {
        DescribedProvider provider = DescribedIntegration.read(Path.of("src/main/resources/OSGI-INF/integration"))
                .accepted(Map.of("resolve-contact", new ContactOfConversation(), "merge-invoice", new InvoiceMerge()));
        ToolCatalog catalog = new ToolCatalog(new Strict(), new Integrations());
        // As a login in the browser connects it: with its agency, without which it has fewer tools.
        Account location = new Account("location", "highlevel", Map.of("locationId", "loc1", "companyId", "com1"));
        ToolSearch search =
                new ToolSearch(catalog.listOf(provider.tools(location)).entries());
        List<String> missed = new ArrayList<>();
        int first = 0;
        int among = 0;
        int asked = 0;
        for (String line : Files.readAllLines(Path.of("src/test/resources").resolve(file))) {
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
        Found found = new Found(asked, first, among, missed);
        System.out.println("search, " + file + ": " + found);
        return found;
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

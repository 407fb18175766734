package dev.patchbay.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.api.Effect;
import dev.patchbay.api.Tool;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ToolFilterTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "read, '', false",
        "write, '', true",
        "custom, '', true",
        "refund, '', true",
        "update, '', false",
        "read update, '', false",
        "read refund, '', true",
        "'', invoices, true",
        "'', customers, false",
        "'', customers money, true",
        "write, customers, false",
        "read, invoices, false",
    })
    void letsAToolPassThatPassesBothFilters(String methods, String tags, boolean allowed) {
        Tool refund = new Tool(
                "acme_invoices_refund",
                "Refund",
                "Refunds",
                "invoices",
                "refund",
                Set.of("invoices", "money"),
                Effect.WRITES,
                false,
                true,
                Map.of(),
                null,
                "POST /refunds",
                null);
        assertEquals(allowed, new ToolFilter(words(methods), words(tags)).allows(refund));
    }

    private static Set<String> words(String text) {
        return text.isEmpty() ? Set.of() : Set.of(text.split(" "));
    }
}

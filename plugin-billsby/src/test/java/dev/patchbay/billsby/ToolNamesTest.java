package dev.patchbay.billsby;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ToolNamesTest {
    private final List<String> derived =
            new Description().tools().stream().map(DescribedTool::name).toList();

    @Test
    void theNamingSchemeGivesTheFiftySevenNames() throws IOException {
        try (InputStream list = requireNonNull(getClass().getResourceAsStream("/tool-names.txt"))) {
            List<String> expected =
                    new String(list.readAllBytes(), UTF_8).lines().toList();
            assertEquals(57, expected.size());
            assertEquals(new TreeSet<>(expected), new TreeSet<>(derived));
        }
    }

    @Test
    void noNameIsGivenTwice() {
        assertEquals(new TreeSet<>(derived).size(), derived.size());
    }
}

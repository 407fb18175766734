package dev.patchbay.highlevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DescriptionTest {
    private final Description description = Description.read();

    @Test
    void offersExactlyTheListedTools() throws IOException {
        List<String> listed = Files.readAllLines(Path.of("src/test/resources/tool-names.txt"));
        List<String> described = description.methods().stream()
                .map(DescribedMethod::tool)
                .sorted()
                .toList();
        assertEquals(listed, described);
    }

    @Test
    void saysOfEachToolWhatItIsFor() {
        List<String> faults = new ArrayList<>();
        Map<String, String> tellers = new HashMap<>();
        for (DescribedMethod method : description.methods()) {
            String title = method.method().path("title").asString("");
            String text = method.method().path("description").asString("");
            if (title.isBlank()) {
                faults.add(method.tool() + " has no title");
            }
            if (text.length() < 40 || text.length() > 2000) {
                faults.add(method.tool() + " has a description of " + text.length() + " characters");
            }
            String other = tellers.put(text, method.tool());
            if (other != null) {
                faults.add(method.tool() + " is described in the words of " + other);
            }
        }
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    @Test
    void explainsEachPathArgumentToTheModel() {
        List<String> faults = new ArrayList<>();
        for (DescribedMethod method : description.methods()) {
            method.method().path("path").properties().forEach(argument -> {
                if (argument.getValue().path("description").asString("").isBlank()) {
                    faults.add(method.tool() + ": " + argument.getKey());
                }
            });
        }
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    @Test
    void neverAsksTheModelForTheAccount() {
        List<String> asked = new ArrayList<>();
        for (DescribedMethod method : description.methods()) {
            for (String place : List.of("path", "query", "header", "body")) {
                for (String name : List.of("locationId", "location_id", "altId", "altType", "companyId")) {
                    if (method.method().path(place).has(name)) {
                        asked.add(method.tool() + ": " + name);
                    }
                }
            }
        }
        assertTrue(asked.isEmpty(), () -> String.join("\n", asked));
    }
}

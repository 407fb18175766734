package dev.patchbay.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Caller;
import dev.patchbay.api.Prompt;
import dev.patchbay.api.PromptCall;
import dev.patchbay.api.PromptResult;
import dev.patchbay.protocol.CallSession;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromptsTest {
    private static final Caller NOBODY = CallSession.waiting();
    private static final String TOOL = """
            resources:
              tickets:
                methods:
                  list: { request: GET /tickets, title: List, description: Lists., pagination: { style: none } }
            prompts:
            """;

    @Test
    void putsWhatWasEnteredIntoTheText() {
        DescribedProvider provider = Acme.more(TOOL + """
                  triage:
                    title: Triage
                    description: Sorts what came in.
                    arguments:
                      since: { description: The day. }
                      team: { description: The team., required: false }
                    tools: [list_all_acme_tickets]
                    text: "Use list_all_acme_tickets since {{since}} for {{ team }}: {{since}}."
                """.indent(0)).accepted();
        Prompt prompt = provider.prompts(Acme.ACCOUNT).get(0);
        assertEquals(
                new Prompt(
                        "triage",
                        "Triage",
                        "Sorts what came in.",
                        List.of(
                                new Prompt.Argument("since", "The day.", true),
                                new Prompt.Argument("team", "The team.", false)),
                        Set.of("list_all_acme_tickets")),
                prompt);
        assertEquals(
                PromptResult.text("Use list_all_acme_tickets since $1 {{team}} for (not given): $1 {{team}}."),
                provider.prompt(new PromptCall(prompt, Map.of("since", "$1 {{team}}"), Acme.ACCOUNT, NOBODY)),
                "what is entered stays what it is");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a b: { title: T, description: D, tools: [list_all_acme_tickets], text: list_all_acme_tickets } | 1 to 64 letters",
                "a: { description: D, tools: [list_all_acme_tickets], text: list_all_acme_tickets } | \"title\" is missing in a prompt",
                "a: { title: T, description: D, tools: [list_all_acme_tickets] } | \"text\" is missing in a prompt",
                "a: { title: T, description: D, text: x } | \"tools\" must name the tools that the text uses",
                "a: { title: T, description: D, tools: [no_tool], text: no_tool } | there is no tool \"no_tool\"",
                "a: { title: T, description: D, tools: [list_all_acme_tickets], text: x } | the text does not say what list_all_acme_tickets is for",
                "a: { title: T, description: D, tools: [list_all_acme_tickets], text: \"list_all_acme_tickets {{x}}\" } | {{x}} is not an argument of this prompt",
                "a: { title: T, description: D, tools: [list_all_acme_tickets], text: list_all_acme_tickets, args: {} } | unknown key \"args\" in a prompt",
                "a: { title: T, description: D, tools: [list_all_acme_tickets], text: list_all_acme_tickets, arguments: { x: {} } } | \"description\" is missing in an argument",
            })
    void tellsMistakes(String prompt, String mistake) {
        List<String> errors = Acme.more(TOOL + prompt.indent(2)).errors();
        assertEquals(1, errors.size(), errors.toString());
        assertEquals(
                "acme.yaml:" + (Acme.headLines() + 6),
                errors.get(0).substring(0, errors.get(0).indexOf(": ")));
        assertTrue(errors.get(0).contains(mistake), errors.toString());
    }
}

package dev.patchbay.integration;

import dev.patchbay.api.Account;
import dev.patchbay.api.Tool;
import dev.patchbay.api.VendorRequest;
import java.util.List;
import java.util.Map;

/** A small vendor for tests: a head to which each test adds its own methods. */
final class Acme {
    static final Account ACCOUNT = new Account("a1", "acme", Map.of("subdomain", "north", "team", "t-7"));

    private static final String HEAD = """
            integration: acme
            title: Acme Desk
            description: Customer support.
            baseUrl: https://{{context.subdomain}}.acme.example/v1
            context:
              subdomain: { title: Subdomain, description: The part before the dot. }
              team: { title: Team, description: The team., required: false }
            auth:
              key: { scheme: api-key, title: API key, header: X-Api-Key }
            """;

    private Acme() {}

    /** A description whose resource {@code tickets} has these methods, indented by six blanks. */
    static DescribedIntegration methods(String methods) {
        return more("resources:\n  tickets:\n    methods:\n" + methods.indent(6));
    }

    /** A description with more keys at the top. */
    static DescribedIntegration more(String yaml) {
        return DescribedIntegration.read("acme.yaml", HEAD + yaml);
    }

    /** How many lines stand before what {@link #more} adds. */
    static int headLines() {
        return (int) HEAD.lines().count();
    }

    /** A method that is documented, so that it is a tool; the rest as flow or block YAML. */
    static DescribedProvider tool(String request, String rest) {
        return methods("act:\n  request: " + request + "\n  title: Act\n  description: Acts.\n" + rest.indent(2))
                .accepted();
    }

    static Tool only(DescribedProvider provider) {
        List<Tool> tools = provider.allTools();
        if (tools.size() != 1) {
            throw new IllegalStateException("not one tool but " + tools);
        }
        return tools.get(0);
    }

    static VendorRequest plan(DescribedProvider provider, Map<String, Object> arguments) {
        return provider.plan(only(provider), ACCOUNT, arguments);
    }
}

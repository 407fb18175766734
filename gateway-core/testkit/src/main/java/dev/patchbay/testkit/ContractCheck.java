package dev.patchbay.testkit;

import dev.patchbay.api.Account;
import dev.patchbay.api.Field;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.Tool;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.integration.DescribedIntegration;
import dev.patchbay.integration.DescribedProvider;
import dev.patchbay.tool.QualityGate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import tools.jackson.databind.json.JsonMapper;

/** The contract that every description keeps, as lists of what breaks it: empty lists are good. */
public final class ContractCheck {
    private static final Pattern VARIABLE = Pattern.compile("[{}]|%7[BbDd]");
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final List<String> SAMPLES = List.of("sample1", "sample-1", "1", "a", "ABC123", "00000000");

    private ContractCheck() {}

    /** What keeps a description from being accepted. */
    public static List<String> refusals(DescribedIntegration integration) {
        return integration.errors();
    }

    /** What would keep tools out of a catalogue. */
    public static List<String> catalogue(DescribedProvider provider) {
        List<String> problems = new ArrayList<>();
        Set<String> names = new HashSet<>();
        QualityGate gate = new QualityGate(false);
        for (Tool tool : provider.allTools()) {
            check(names.add(tool.name()), tool, "is there twice", problems);
            gate.objection(tool, JSON.valueToTree(tool.inputSchema()))
                    .ifPresent(objection -> problems.add(tool.name() + ": " + objection));
        }
        check(!names.isEmpty(), provider.integration().id(), "has no tools", problems);
        return problems;
    }

    /** Which tools none of the accounts is offered. */
    public static List<String> notOffered(DescribedProvider provider, List<Account> accounts) {
        Set<String> offered = new HashSet<>();
        accounts.forEach(account -> provider.tools(account).forEach(tool -> offered.add(tool.name())));
        return provider.allTools().stream()
                .map(Tool::name)
                .filter(name -> !offered.contains(name))
                .toList();
    }

    /** What goes wrong when each tool is called with the arguments that its schema asks for, then with all it allows. */
    public static List<String> planning(DescribedProvider provider, Account account) {
        List<String> problems = new ArrayList<>();
        for (Tool tool : provider.tools(account)) {
            plan(provider, tool, account, SampleArguments.required(tool.inputSchema()), problems);
            plan(provider, tool, account, SampleArguments.all(tool.inputSchema()), problems);
        }
        return problems;
    }

    private static void plan(
            DescribedProvider provider,
            Tool tool,
            Account account,
            Map<String, Object> arguments,
            List<String> problems) {
        try {
            VendorRequest request = provider.plan(tool, account, arguments);
            boolean resolved = !VARIABLE.matcher(request.path()).find();
            check(resolved, tool, "leaves a variable in " + request.path(), problems);
        } catch (GatewayException e) {
            problems.add(tool.name() + " with " + arguments.keySet() + ": " + e.getMessage());
        }
    }

    /** An account with a value for every context field. */
    public static Account sampleAccount(DescribedProvider provider) {
        Map<String, String> context = new LinkedHashMap<>();
        for (Field field : provider.integration().context()) {
            String pattern = field.pattern();
            context.put(
                    field.name(),
                    SAMPLES.stream()
                            .filter(sample -> pattern == null || sample.matches(pattern))
                            .findFirst()
                            .orElseThrow(() -> new IllegalStateException(
                                    "no sample fits the pattern of " + field.name() + "; give the account yourself")));
        }
        return new Account("sample", provider.integration().id(), context);
    }

    private static void check(boolean fine, Tool tool, String problem, List<String> problems) {
        check(fine, tool.name(), problem, problems);
    }

    private static void check(boolean fine, String what, String problem, List<String> problems) {
        if (!fine) {
            problems.add(what + " " + problem);
        }
    }
}

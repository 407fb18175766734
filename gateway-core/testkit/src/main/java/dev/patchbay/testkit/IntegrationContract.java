package dev.patchbay.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.api.Account;
import dev.patchbay.api.VendorHook;
import dev.patchbay.integration.DescribedIntegration;
import dev.patchbay.integration.DescribedProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What every described integration passes. A plugin extends it and says where its files are. */
public abstract class IntegrationContract {
    /** The folder that is {@code OSGI-INF/integration} in the bundle. */
    protected Path folder() {
        return Path.of("src/main/resources/OSGI-INF/integration");
    }

    /** The accounts for which requests are planned: by default one, in which every context field has a value. */
    protected List<Account> accounts(DescribedProvider provider) {
        return List.of(ContractCheck.sampleAccount(provider));
    }

    /** The hooks that the description asks for, by name. */
    protected Map<String, VendorHook> hooks() {
        return Map.of();
    }

    @Test
    void isReadWithoutAMistake() throws IOException {
        assertEquals(List.of(), ContractCheck.refusals(read()));
    }

    @Test
    void hasOnlyToolsThatACatalogueTakes() throws IOException {
        assertEquals(List.of(), ContractCheck.catalogue(read().accepted()));
    }

    @Test
    void offersEveryToolToOneOfItsAccounts() throws IOException {
        DescribedProvider provider = read().accepted(hooks());
        assertEquals(List.of(), ContractCheck.notOffered(provider, accounts(provider)));
    }

    @Test
    void plansARequestForEveryToolWithItsRequiredArgumentsAndWithAll() throws IOException {
        DescribedProvider provider = read().accepted(hooks());
        for (Account account : accounts(provider)) {
            assertEquals(List.of(), ContractCheck.planning(provider, account), () -> "account " + account.context());
        }
    }

    @Test
    void saysOfEveryToolWhatItsTitleAndItsPathDoNot() throws IOException {
        assertEquals(List.of(), ToolTexts.descriptions(read().accepted().allTools()));
    }

    @Test
    void explainsEveryArgumentWhoseNameDoesNotSayAll() throws IOException {
        assertEquals(List.of(), ToolTexts.arguments(read().accepted().allTools()));
    }

    @Test
    void namesOnlyToolsThatAreThere() throws IOException {
        assertEquals(Set.of(), ToolTexts.strangers(read().accepted().allTools()));
    }

    /** The description as it is read from {@link #folder}. */
    protected DescribedIntegration read() throws IOException {
        return DescribedIntegration.read(folder());
    }
}

package dev.patchbay.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.patchbay.api.Account;
import dev.patchbay.integration.DescribedIntegration;
import dev.patchbay.integration.DescribedProvider;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every described integration passes. A plugin extends it and says where its files are. */
public abstract class IntegrationContract {
    /** The folder that is {@code OSGI-INF/integration} in the bundle. */
    protected Path folder() {
        return Path.of("src/main/resources/OSGI-INF/integration");
    }

    /** The account for which requests are planned: every context field has a value. */
    protected Account account(DescribedProvider provider) {
        return ContractCheck.sampleAccount(provider);
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
    void plansARequestForEveryToolWithItsRequiredArgumentsAndWithAll() throws IOException {
        DescribedProvider provider = read().accepted();
        assertEquals(List.of(), ContractCheck.planning(provider, account(provider)));
    }

    /** The description as it is read from {@link #folder}. */
    protected DescribedIntegration read() throws IOException {
        return DescribedIntegration.read(folder());
    }
}

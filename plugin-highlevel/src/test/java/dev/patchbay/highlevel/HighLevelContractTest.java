package dev.patchbay.highlevel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.api.Account;
import dev.patchbay.api.Tool;
import dev.patchbay.api.VendorHook;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.integration.DescribedProvider;
import dev.patchbay.testkit.IntegrationContract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** HighLevel keeps the contract of every described integration, as a location and as an agency. */
class HighLevelContractTest extends IntegrationContract {
    private static final Account LOCATION =
            new Account("location", "highlevel", Map.of("locationId", "loc1", "companyId", "com1"));
    private static final Account BARE_LOCATION = new Account("bare", "highlevel", Map.of("locationId", "loc1"));
    private static final Account AGENCY = new Account("agency", "highlevel", Map.of("companyId", "com1"));

    @Override
    protected List<Account> accounts(DescribedProvider provider) {
        return List.of(LOCATION, BARE_LOCATION, AGENCY);
    }

    @Override
    protected Map<String, VendorHook> hooks() {
        return Map.of("resolve-contact", new ContactOfConversation(), "merge-invoice", new InvoiceMerge());
    }

    @Test
    void offersEachKindOfAccountWhatIsItsOwn() throws IOException {
        DescribedProvider provider = read().accepted(hooks());
        Set<String> location = names(provider, BARE_LOCATION);
        Set<String> agency = names(provider, AGENCY);
        assertEquals(573, names(provider, LOCATION).size());
        assertEquals(532, location.size());
        assertEquals(46, agency.size());
        assertEquals(0, provider.undocumented());
        assertTrue(location.contains("list_all_highlevel_invoice"));
        assertFalse(agency.contains("list_all_highlevel_invoice"));
        assertTrue(agency.contains("list_all_highlevel_saas_locations"));
        assertFalse(location.contains("list_all_highlevel_saas_locations"));
    }

    @Test
    void checksALocationByItselfAndAnAgencyByItsCompany() throws IOException {
        DescribedProvider provider = read().accepted();
        VendorRequest location = VendorRequest.get("/locations/loc1").withHeader("Version", "2021-07-28");
        assertEquals(location, provider.check(LOCATION));
        assertEquals(location, provider.check(BARE_LOCATION));
        assertEquals(VendorRequest.get("/companies/com1").withHeader("Version", "2021-07-28"), provider.check(AGENCY));
    }

    private static Set<String> names(DescribedProvider provider, Account account) {
        return provider.tools(account).stream().map(Tool::name).collect(Collectors.toSet());
    }
}

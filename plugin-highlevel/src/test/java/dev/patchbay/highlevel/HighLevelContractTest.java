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
import java.util.ArrayList;
import java.util.HashSet;
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
        Set<String> locationOfAnAgency = names(provider, LOCATION);
        Set<String> agency = names(provider, AGENCY);
        assertEquals(532, location.size());
        assertEquals(535, locationOfAnAgency.size());
        assertEquals(46, agency.size());
        Set<String> all = new HashSet<>(locationOfAnAgency);
        all.addAll(agency);
        assertEquals(573, all.size());
        assertEquals(0, provider.undocumented());
        assertTrue(location.contains("list_all_highlevel_invoice"));
        assertFalse(agency.contains("list_all_highlevel_invoice"));
        assertTrue(agency.contains("list_all_highlevel_saas_locations"));
        assertFalse(location.contains("list_all_highlevel_saas_locations"));
        assertFalse(locationOfAnAgency.contains("list_all_highlevel_saas_locations"));
    }

    /** The vendor's description says of each operation whose tokens open it; a plain "bearer" says nothing. */
    @Test
    void offersNoAccountWhatItsKindOfTokenCannotOpen() throws IOException {
        VendorDescription vendor = VendorDescription.orSkip();
        DescribedProvider provider = read().accepted(hooks());
        List<String> faults = new ArrayList<>();
        int agencies = 0;
        int locations = 0;
        for (DescribedMethod method : Description.read().methods()) {
            VendorDescription.Operation operation = vendor.operation(method);
            for (Account account : List.of(LOCATION, BARE_LOCATION, AGENCY)) {
                boolean wrong = account == AGENCY ? operation.isForLocationsAlone() : operation.isForAgenciesAlone();
                if (wrong && names(provider, account).contains(method.tool())) {
                    faults.add(method.tool() + " is offered to " + account.id());
                }
            }
            Account own = operation.isForAgenciesAlone() ? AGENCY : LOCATION;
            if (!operation.tokens().isEmpty() && !names(provider, own).contains(method.tool())) {
                faults.add(method.tool() + " is not offered to " + own.id());
            }
            agencies += operation.isForAgenciesAlone() ? 1 : 0;
            locations += operation.isForLocationsAlone() ? 1 : 0;
        }
        assertEquals(List.of(), faults);
        assertTrue(agencies > 30 && locations > 120, agencies + " and " + locations);
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

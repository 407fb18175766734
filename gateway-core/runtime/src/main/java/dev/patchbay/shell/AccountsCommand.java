package dev.patchbay.shell;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.store.Page;
import java.util.TreeMap;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code accounts}: what is connected, and how it is. */
@Component(service = AccountsCommand.class)
@GogoCommand(scope = "gateway", function = "accounts")
public final class AccountsCommand {
    private static final int PAGE = 200;

    private final Accounts accounts;

    @Activate
    public AccountsCommand(@Reference Accounts accounts) {
        this.accounts = accounts;
    }

    /** All accounts, in the order in which they were connected. */
    @Descriptor("the connected accounts, and how they are")
    public String accounts(
            @Descriptor("answer JSON")
                    @Parameter(
                            names = {"--json"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean json) {
        Table table = Table.of("account", "integration", "name", "context", "status", "since", "reason");
        String cursor = null;
        do {
            Page<IntegratedAccount> page = accounts.list(PAGE, cursor);
            for (IntegratedAccount each : page.items()) {
                table.row(
                        each.id(),
                        each.integration(),
                        each.name(),
                        new TreeMap<>(each.context()),
                        each.status().word(),
                        each.statusSince(),
                        each.statusReason());
            }
            cursor = page.next();
        } while (cursor != null);
        return table.show(json);
    }
}

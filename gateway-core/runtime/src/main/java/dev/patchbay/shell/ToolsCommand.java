package dev.patchbay.shell;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.Account;
import dev.patchbay.tool.Integrations;
import dev.patchbay.tool.ToolCatalog;
import dev.patchbay.tool.ToolEntry;
import dev.patchbay.tool.ToolFilter;
import dev.patchbay.tool.ToolList;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code tools}: the tools of an integration or of an account, and how much of a model's context they take. */
@Component(service = ToolsCommand.class)
@GogoCommand(scope = "gateway", function = "tools")
public final class ToolsCommand {
    private final Integrations integrations;
    private final ToolCatalog catalog;
    private final Accounts accounts;

    @Activate
    public ToolsCommand(
            @Reference Integrations integrations, @Reference ToolCatalog catalog, @Reference Accounts accounts) {
        this.integrations = integrations;
        this.catalog = catalog;
        this.accounts = accounts;
    }

    /** The tools of an integration, as an account with all of its context would see them, or of one account. */
    @Descriptor("the tools of an integration, or of an account")
    public String tools(
            @Descriptor("answer JSON")
                    @Parameter(
                            names = {"--json"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean json,
            @Descriptor("only tools with this tag")
                    @Parameter(
                            names = {"--tag"},
                            absentValue = "")
                    String tag,
            @Descriptor("an integration's id, or an account's") String what) {
        Account account = account(what);
        ToolList all = catalog.list(account, ToolFilter.ALL);
        Table table = Table.of("tool", "does", "tags", "title");
        for (ToolEntry entry : all.entries()) {
            if (tag.isEmpty() || entry.tool().tags().contains(tag)) {
                table.row(
                        entry.tool().name(),
                        entry.tool().effect().name().toLowerCase(Locale.ROOT)
                                + (entry.tool().movesMoney() ? ", moves money" : ""),
                        new TreeSet<>(entry.tool().tags()),
                        entry.tool().title());
            }
        }
        return json
                ? table.show(true)
                : table.show(false)
                        + "\n%d tools, %,d bytes, about %,d tokens in a model's context"
                                .formatted(
                                        all.size().tools(),
                                        all.size().bytes(),
                                        all.size().estimatedTokens());
    }

    private Account account(String what) {
        Optional<IntegratedAccount> connected = accounts.find(what);
        if (connected.isPresent()) {
            return connected.get().toAccount();
        }
        return integrations
                .find(what)
                .map(integration -> new Account(
                        "none",
                        what,
                        integration.context().stream()
                                .collect(Collectors.toMap(field -> field.name(), field -> "any"))))
                .orElseThrow(() -> new CommandFailure("there is no integration and no account " + what
                        + "; gateway:integrations and gateway:accounts list them"));
    }
}

package dev.patchbay.shell;

import dev.patchbay.account.Accounts;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.admin.PublicUrl;
import dev.patchbay.audit.AuditEntry;
import dev.patchbay.audit.AuditTrail;
import dev.patchbay.store.Page;
import dev.patchbay.token.McpServer;
import dev.patchbay.token.McpServers;
import dev.patchbay.token.Minted;
import dev.patchbay.token.NewServer;
import dev.patchbay.token.ServerOptions;
import dev.patchbay.tool.ToolFilter;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code servers}, {@code mint} and {@code revoke}: the URLs that Claude is given. */
@Component(service = ServersCommand.class)
@GogoCommand(
        scope = "gateway",
        function = {"servers", "mint", "revoke"})
public final class ServersCommand {
    private static final int PAGE = 200;
    private static final String SHELL = "shell";

    private final Accounts accounts;
    private final McpServers servers;
    private final PublicUrl publicUrl;
    private final AuditTrail audit;

    @Activate
    public ServersCommand(
            @Reference Accounts accounts,
            @Reference McpServers servers,
            @Reference PublicUrl publicUrl,
            @Reference AuditTrail audit) {
        this.accounts = accounts;
        this.servers = servers;
        this.publicUrl = publicUrl;
        this.audit = audit;
    }

    /** The servers of one account, or of all. */
    @Descriptor("the MCP servers of an account, or of all accounts")
    public String servers(
            @Descriptor("answer JSON")
                    @Parameter(
                            names = {"--json"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean json,
            @Descriptor("an account's id; none for all") String... account) {
        Table table = Table.of("server", "account", "name", "methods", "tags", "second factor", "expires", "last used");
        for (String id : account.length == 0 ? allAccounts() : List.of(account)) {
            for (McpServer each : all(id)) {
                table.row(
                        each.id(),
                        each.accountId(),
                        each.name(),
                        words(each.filter().methods()),
                        words(each.filter().tags()),
                        each.requireApiTokenAuth(),
                        each.expiresAt(),
                        each.lastUsedAt());
            }
        }
        return table.show(json);
    }

    /** Mints a server and shows its URL, this once. */
    @Descriptor("mints an MCP server and shows its URL, this once")
    public String mint(
            @Descriptor("answer JSON")
                    @Parameter(
                            names = {"--json"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean json,
            @Descriptor("what it is called")
                    @Parameter(
                            names = {"--name"},
                            absentValue = "from the shell")
                    String name,
            @Descriptor("read, write, custom or single methods, with commas between")
                    @Parameter(
                            names = {"--methods"},
                            absentValue = "")
                    String methods,
            @Descriptor("tags, with commas between")
                    @Parameter(
                            names = {"--tags"},
                            absentValue = "")
                    String tags,
            @Descriptor("when it ends: 2030-01-31T00:00:00Z, or from now: 12h, 30d")
                    @Parameter(
                            names = {"--expires"},
                            absentValue = "")
                    String expires,
            @Descriptor("ask the user before a tool destroys something or moves money")
                    @Parameter(
                            names = {"--confirm"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean confirm,
            @Descriptor("list three tools that search, describe and call, in place of all tools")
                    @Parameter(
                            names = {"--search"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean search,
            @Descriptor("ask for an API token besides the URL")
                    @Parameter(
                            names = {"--second-factor"},
                            presentValue = "true",
                            absentValue = "false")
                    boolean secondFactor,
            @Descriptor("the account's id") String account) {
        Minted minted = servers.mint(new NewServer(
                account,
                name,
                new ToolFilter(words(methods), words(tags)),
                secondFactor,
                new ServerOptions(confirm, search ? ServerOptions.Discovery.SEARCH : ServerOptions.Discovery.LIST),
                expiry(expires),
                SHELL));
        note("server.mint", minted.server().id(), account);
        String url = publicUrl.of(minted.token());
        return json
                ? Table.of("server", "url").row(minted.server().id(), url).show(true)
                : minted.server().id() + "\n" + url + "\nThe URL is a secret, and is not shown again.";
    }

    /** Revokes a server: its URL admits nobody from now on. */
    @Descriptor("revokes an MCP server: its URL opens nothing from now on")
    public String revoke(@Descriptor("the server's id") String server) {
        String account = servers.find(server).map(McpServer::accountId).orElse(null);
        if (!servers.revoke(server)) {
            throw new CommandFailure("there is no server " + server + "; gateway:servers lists them");
        }
        note("server.revoke", server, account);
        return server + " is revoked";
    }

    private void note(String action, String server, @Nullable String account) {
        audit.recordNow(new AuditEntry(
                Instant.now(),
                SHELL,
                server,
                null,
                account,
                null,
                null,
                action,
                "admin",
                "ok",
                null,
                0,
                0,
                0,
                null,
                SHELL));
    }

    private List<String> allAccounts() {
        List<String> ids = new ArrayList<>();
        String cursor = null;
        do {
            Page<IntegratedAccount> page = accounts.list(PAGE, cursor);
            page.items().forEach(each -> ids.add(each.id()));
            cursor = page.next();
        } while (cursor != null);
        return ids;
    }

    private List<McpServer> all(String account) {
        List<McpServer> all = new ArrayList<>();
        String cursor = null;
        do {
            Page<McpServer> page = servers.list(account, PAGE, cursor);
            all.addAll(page.items());
            cursor = page.next();
        } while (cursor != null);
        return all;
    }

    private static @Nullable Instant expiry(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            boolean days = text.endsWith("d");
            boolean relative = days || text.endsWith("h") || text.endsWith("m");
            if (!relative) {
                return Instant.parse(text);
            }
            long number = Long.parseLong(text.substring(0, text.length() - 1));
            return Instant.now()
                    .plus(
                            days
                                    ? Duration.ofDays(number)
                                    : Duration.parse("PT" + number + text.substring(text.length() - 1)));
        } catch (DateTimeException | NumberFormatException e) {
            throw new CommandFailure(
                    "--expires takes a time such as 2030-01-31T00:00:00Z, or 90m, 12h, 30d; not " + text);
        }
    }

    private static Set<String> words(String text) {
        return Stream.of(text.split(","))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Object words(Set<String> filter) {
        return filter.isEmpty() ? "all" : new TreeSet<>(filter);
    }
}

package dev.patchbay.admin;

import dev.patchbay.account.AccountFilter;
import dev.patchbay.account.AccountStatus;
import dev.patchbay.account.Accounts;
import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.deploy.Deployment;
import dev.patchbay.deploy.Deployments;
import dev.patchbay.health.Checked;
import dev.patchbay.health.HealthReport;
import dev.patchbay.integration.IntegrationState;
import dev.patchbay.integration.IntegrationStates;
import dev.patchbay.token.McpServer;
import dev.patchbay.token.McpServers;
import dev.patchbay.token.Permission;
import dev.patchbay.token.ServerFilter;
import dev.patchbay.tool.ToolCatalog;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /attention}: what needs a person, the worst first, each with what to do about it. */
final class AttentionResource {
    private static final Duration SOON = Duration.ofDays(7);

    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Of each kind; who has more than these has seen enough to begin with. */
    private static final int MOST = 50;

    private final Accounts accounts;
    private final McpServers servers;
    private final IntegrationStates states;
    private final Deployments deployments;
    private final HealthReport health;
    private final Clock clock;

    AttentionResource(
            Accounts accounts,
            McpServers servers,
            IntegrationStates states,
            Deployments deployments,
            HealthReport health,
            Clock clock) {
        this.accounts = accounts;
        this.servers = servers;
        this.states = states;
        this.deployments = deployments;
        this.health = health;
        this.clock = clock;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/attention", Permission.OPERATE, this::list);
    }

    private Answer list(Call call) {
        call.onlyQueries();
        List<Map<String, @Nullable Object>> matters = new ArrayList<>();
        health(matters);
        accounts(
                matters,
                AccountStatus.NEEDS_REAUTH,
                "error",
                "needs reconnecting",
                "Reconnect the account; its id and its servers' URLs stay.");
        bundles(matters);
        accounts(
                matters,
                AccountStatus.UNREACHABLE,
                "warning",
                "cannot be reached",
                "See whether the vendor has an outage and whether this machine reaches it, then test the connection.");
        quarantined(matters);
        expiring(matters);
        return Answer.list(matters, null);
    }

    private void health(List<Map<String, @Nullable Object>> matters) {
        for (Checked check : health.everyday()) {
            // What is wrong in deploy/ is told file by file.
            if (!check.status().equals("ok") && !check.name().equals("deployments")) {
                for (Checked.Note note : check.notes()) {
                    if (!note.status().equals("ok")) {
                        String remedy = note.remedy();
                        matters.add(matter(
                                "health",
                                note.status().equals("critical") ? "error" : "warning",
                                "The health check " + check.name() + " found something",
                                note.finding(),
                                remedy == null ? "The finding tells what to do." : remedy));
                    }
                }
            }
        }
    }

    private void accounts(
            List<Map<String, @Nullable Object>> matters,
            AccountStatus status,
            String severity,
            String what,
            String remedy) {
        for (IntegratedAccount each :
                accounts.list(new AccountFilter(null, status, null), MOST, null).items()) {
            Map<String, @Nullable Object> matter = matter(
                    status.word(),
                    severity,
                    "The " + each.integration() + " account “" + each.name() + "” " + what,
                    String.valueOf(each.statusReason()),
                    remedy);
            matter.put("integrated_account_id", each.id());
            matter.put("integration", each.integration());
            matter.put("since", each.statusSince().toString());
            matters.add(matter);
        }
    }

    private void bundles(List<Map<String, @Nullable Object>> matters) {
        for (Deployment each : deployments.report()) {
            if (each.inTrouble()) {
                Map<String, @Nullable Object> matter = matter(
                        "refused_bundle",
                        each.state() == Deployment.State.STOPPED ? "warning" : "error",
                        each.file() + " is " + each.state().word()
                                + (each.state() == Deployment.State.ACTIVE ? ", but not all of it works" : ""),
                        String.join("\n", each.problems()),
                        "Mend what is said, and deploy the file again.");
                matter.put("file", each.file());
                matters.add(matter);
            }
        }
    }

    private void quarantined(List<Map<String, @Nullable Object>> matters) {
        for (IntegrationState state : states.list()) {
            for (ToolCatalog.Quarantined each : state.quarantined()) {
                Map<String, @Nullable Object> matter = matter(
                        "quarantined",
                        "warning",
                        "The tool " + each.tool() + " of " + each.integration() + " is not published",
                        each.reason(),
                        "Mend the tool in the integration's description, and deploy it again.");
                matter.put("integration", each.integration());
                matters.add(matter);
            }
        }
    }

    private void expiring(List<Map<String, @Nullable Object>> matters) {
        Instant now = clock.instant();
        ServerFilter soon = new ServerFilter(null, false, now.plus(SOON), null);
        for (McpServer each : servers.list(soon, MOST, null).items()) {
            Map<String, @Nullable Object> matter = matter(
                    "server_expires",
                    "info",
                    "The MCP server “" + each.name() + "” expires soon",
                    "Its URL stops working at " + MINUTE.format(each.expiresAt()) + " UTC.",
                    "If it is still in use, set a later expiry; its URL stays.");
            matter.put("mcp_id", each.id());
            matter.put("integrated_account_id", each.accountId());
            matters.add(matter);
        }
    }

    private static Map<String, @Nullable Object> matter(
            String kind, String severity, String title, String detail, String remedy) {
        Map<String, @Nullable Object> matter = new LinkedHashMap<>();
        matter.put("kind", kind);
        matter.put("severity", severity);
        matter.put("title", title);
        matter.put("detail", detail);
        matter.put("remedy", remedy);
        return matter;
    }
}

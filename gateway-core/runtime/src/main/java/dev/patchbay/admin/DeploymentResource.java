package dev.patchbay.admin;

import dev.patchbay.account.Accounts;
import dev.patchbay.deploy.Deployment;
import dev.patchbay.deploy.Deployments;
import dev.patchbay.deploy.PluginFiles;
import dev.patchbay.deploy.PluginFiles.Refused;
import dev.patchbay.token.McpServers;
import dev.patchbay.token.Permission;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /deployment}: the files in {@code deploy/}, and what they have become. */
final class DeploymentResource {
    private static final int LONGEST = 64 * 1024 * 1024;

    private final Deployments deployments;
    private final PluginFiles files;
    private final Accounts accounts;
    private final McpServers servers;
    private final Journal journal;

    @FunctionalInterface
    private interface Change {
        Optional<Deployment> of(String file) throws Refused;
    }

    DeploymentResource(
            Deployments deployments, PluginFiles files, Accounts accounts, McpServers servers, Journal journal) {
        this.deployments = deployments;
        this.files = files;
        this.accounts = accounts;
        this.servers = servers;
        this.journal = journal;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/deployment", Permission.OPERATE, this::list)
                .add("GET", "/deployment/{file}", Permission.OPERATE, this::get)
                .add("PUT", "/deployment/{file}", Permission.ADMINISTER, this::put)
                .add("DELETE", "/deployment/{file}", Permission.ADMINISTER, this::delete)
                .add("POST", "/deployment/{file}/stop", Permission.ADMINISTER, this::stop)
                .add("POST", "/deployment/{file}/start", Permission.ADMINISTER, this::start);
    }

    private Answer list(Call call) {
        call.onlyQueries("limit", "next_cursor");
        Figures figures = figures();
        return call.part(deployments.report(), each -> view(each, figures));
    }

    private Answer get(Call call) {
        call.onlyQueries();
        return Answer.ok(view(found(call.variable("file"))));
    }

    private Answer put(Call call) {
        call.onlyQueries();
        String file = call.variable("file");
        if (!PluginFiles.isName(file)) {
            throw Refusal.field("file", "must be a name of letters, digits, '.', '_' and '-' that ends in .jar");
        }
        byte[] jar = call.incoming().file(LONGEST);
        Map<String, @Nullable Object> before =
                deployments.report(file).map(this::view).orElse(null);
        try {
            Map<String, @Nullable Object> after = view(files.put(file, jar));
            journal.changed(call, "deployment.put", Journal.Subject.NONE, before, after);
            return before == null ? Answer.created(after, "/deployment/" + file) : Answer.ok(after);
        } catch (Refused e) {
            throw Refusal.field("file", String.valueOf(e.getMessage()));
        }
    }

    private Answer delete(Call call) {
        call.onlyQueries();
        String file = call.variable("file");
        Map<String, @Nullable Object> before = view(found(file));
        try {
            if (!files.delete(file)) {
                throw Refusal.notFound("file in deploy/");
            }
        } catch (Refused e) {
            throw new Refusal(409, String.valueOf(e.getMessage()));
        }
        journal.changed(call, "deployment.delete", Journal.Subject.NONE, before, null);
        return Answer.gone();
    }

    private Answer stop(Call call) {
        return change(call, "deployment.stop", files::stop);
    }

    private Answer start(Call call) {
        return change(call, "deployment.start", files::start);
    }

    private Answer change(Call call, String action, Change change) {
        call.onlyQueries();
        call.fieldsIfAny().end();
        String file = call.variable("file");
        Map<String, @Nullable Object> before = view(found(file));
        try {
            Map<String, @Nullable Object> after =
                    view(change.of(file).orElseThrow(() -> Refusal.notFound("file in deploy/")));
            journal.changed(call, action, Journal.Subject.NONE, before, after);
            return Answer.ok(after);
        } catch (Refused e) {
            throw new Refusal(409, String.valueOf(e.getMessage()));
        }
    }

    private Deployment found(String file) {
        return deployments.report(file).orElseThrow(() -> Refusal.notFound("file in deploy/"));
    }

    /** What is looked up once for all files: how many accounts and servers integrations have. */
    private record Figures(Map<String, Long> accounts, Map<String, Long> servers) {}

    private Figures figures() {
        return new Figures(accounts.countByIntegration(), servers.countByIntegration());
    }

    private Map<String, @Nullable Object> view(Deployment deployment) {
        return view(deployment, figures());
    }

    private Map<String, @Nullable Object> view(Deployment deployment, Figures figures) {
        List<String> integrations = deployments.integrations(deployment.file());
        Deployment.Kind kind = deployment.kind();
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("file", deployment.file());
        view.put("bundle", deployment.bundle());
        view.put("version", deployment.version());
        view.put("state", deployment.state().word());
        view.put("kind", kind == null ? null : kind.word());
        view.put("problems", deployment.problems());
        view.put("integrations", integrations);
        view.put("accounts", sum(integrations, figures.accounts));
        view.put("servers", sum(integrations, figures.servers));
        return view;
    }

    private static long sum(List<String> integrations, Map<String, Long> counts) {
        return integrations.stream()
                .mapToLong(each -> counts.getOrDefault(each, 0L))
                .sum();
    }
}

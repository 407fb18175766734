package dev.patchbay.admin;

import dev.patchbay.audit.AuditTrail;
import dev.patchbay.deploy.Configurations;
import dev.patchbay.health.Checked;
import dev.patchbay.health.HealthReport;
import dev.patchbay.store.Database;
import dev.patchbay.token.Permission;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** {@code /settings}: what this node is, what it is set to, where that is written, and how it is. Nothing can be set. */
final class SettingsResource {
    private static final String STORE = "dev.patchbay.store";

    private final BundleContext context;
    private final Configurations configurations;
    private final HealthReport health;
    private final Database database;
    private final AuditTrail audit;
    private final PublicUrl publicUrl;

    SettingsResource(
            BundleContext context,
            Configurations configurations,
            HealthReport health,
            Database database,
            AuditTrail audit,
            PublicUrl publicUrl) {
        this.context = context;
        this.configurations = configurations;
        this.health = health;
        this.database = database;
        this.audit = audit;
        this.publicUrl = publicUrl;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/settings", Permission.OPERATE, this::get);
    }

    private Answer get(Call call) {
        call.onlyQueries();
        String data = String.valueOf(context.getProperty("patchbay.data"));
        Map<String, @Nullable Object> store = new LinkedHashMap<>();
        store.put("dialect", database.dialect().name().toLowerCase(Locale.ROOT));
        store.put("url", String.valueOf(configurations.value(STORE, "url")).replace("${data}", data));
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("version", context.getBundle().getVersion().toString());
        view.put("java", System.getProperty("java.vm.name") + " " + Runtime.version());
        view.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        view.put("uptime_seconds", ManagementFactory.getRuntimeMXBean().getUptime() / 1000);
        view.put("node", audit.node());
        view.put("public_url", publicUrl.base(call.incoming().here()));
        view.put("listening", publicUrl.listening());
        view.put("store", store);
        view.put("data_folder", data);
        view.put("conf_folder", context.getProperty("patchbay.conf"));
        view.put("deploy_folder", context.getProperty("patchbay.deploy"));
        view.put(
                "configuration",
                configurations.list().stream().map(SettingsResource::view).toList());
        view.put("bundles", bundles());
        view.put(
                "health", health.everyday().stream().map(SettingsResource::view).toList());
        return Answer.ok(view);
    }

    private List<Map<String, Object>> bundles() {
        List<Map<String, Object>> bundles = new ArrayList<>();
        Stream.of(context.getBundles()).forEach(each -> {
            Map<String, Object> view = new LinkedHashMap<>();
            view.put("name", String.valueOf(each.getSymbolicName()));
            view.put("version", each.getVersion().toString());
            view.put("state", state(each));
            bundles.add(view);
        });
        return bundles;
    }

    private static String state(Bundle bundle) {
        return switch (bundle.getState()) {
            case Bundle.ACTIVE -> "active";
            case Bundle.STARTING -> "starting";
            case Bundle.STOPPING -> "stopping";
            case Bundle.RESOLVED -> "resolved";
            default -> "installed";
        };
    }

    private static Map<String, @Nullable Object> view(Configurations.Settings settings) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("pid", settings.pid());
        view.put("file", settings.file());
        view.put(
                "properties",
                settings.settings().stream().map(SettingsResource::view).toList());
        return view;
    }

    private static Map<String, @Nullable Object> view(Configurations.Setting setting) {
        Map<String, @Nullable Object> view = new LinkedHashMap<>();
        view.put("name", setting.name());
        view.put("value", setting.value());
        view.put("default", setting.usual());
        view.put("description", setting.description());
        return view;
    }

    private static Map<String, Object> view(Checked check) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("name", check.name());
        view.put("status", check.status());
        view.put("messages", check.notes().stream().map(Checked.Note::message).toList());
        return view;
    }
}

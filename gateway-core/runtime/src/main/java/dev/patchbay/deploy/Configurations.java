package dev.patchbay.deploy;

import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Dictionary;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.AttributeDefinition;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;

/** What can be configured, what is, and where that is written: the components' own descriptions beside {@code conf/}. */
@Component(service = Configurations.class)
public final class Configurations {
    private static final String FILE = "felix.fileinstall.filename";
    private static final String HIDDEN = "•••";
    private static final String OURS = "dev.patchbay.";

    /** Names under which secrets are kept where nobody has said that they are. */
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|passwd|secret|api[._-]?key)");

    private static final Pattern SECRET_IN_URL = Pattern.compile("(?i)(password|passwd|secret)=[^;&]*");

    private final BundleContext context;
    private final ConfigurationAdmin admin;
    private final MetaTypeService metatypes;

    /**
     * The settings of one component.
     *
     * @param file the name of the file in {@code conf/} that sets some; {@code null} if all are as they come
     */
    public record Settings(String pid, @Nullable String file, List<Setting> settings) {}

    /**
     * One setting.
     *
     * @param value several values are joined by commas; a secret is not told
     * @param usual whether nobody has set it
     * @param description {@code null} if the component does not describe it
     */
    public record Setting(
            String name,
            @Nullable String value,
            boolean usual,
            @Nullable String description) {}

    @Activate
    public Configurations(
            BundleContext context, @Reference ConfigurationAdmin admin, @Reference MetaTypeService metatypes) {
        this.context = context;
        this.admin = admin;
        this.metatypes = metatypes;
    }

    /** All of it, in the order of the components' PIDs. */
    public List<Settings> list() {
        SortedMap<String, AttributeDefinition[]> described = described();
        SortedMap<String, Dictionary<String, Object>> set = set();
        SortedMap<String, Settings> all = new TreeMap<>();
        described.forEach((pid, attributes) -> all.put(pid, settings(pid, attributes, set.get(pid))));
        set.forEach((pid, properties) -> all.computeIfAbsent(
                pid,
                other -> settings(
                        other, described.getOrDefault(factory(other), new AttributeDefinition[0]), properties)));
        return List.copyOf(all.values());
    }

    /** What a component is set to, or comes with, as {@link #list} tells it; {@code null} if there is no such setting. */
    public @Nullable String value(String pid, String name) {
        return list().stream()
                .filter(each -> each.pid().equals(pid))
                .flatMap(each -> each.settings().stream())
                .filter(each -> each.name().equals(name))
                .map(Setting::value)
                .findFirst()
                .orElse(null);
    }

    /** Of the gateway and its plugins: the hundreds of settings of the platform below them are nobody's business. */
    private SortedMap<String, AttributeDefinition[]> described() {
        SortedMap<String, AttributeDefinition[]> described = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            MetaTypeInformation information = metatypes.getMetaTypeInformation(bundle);
            if (information != null && bundle.getState() == Bundle.ACTIVE) {
                Stream.of(information.getPids())
                        .filter(pid -> pid.startsWith(OURS))
                        .forEach(pid -> described.put(
                                pid,
                                information
                                        .getObjectClassDefinition(pid, null)
                                        .getAttributeDefinitions(ObjectClassDefinition.ALL)));
            }
        }
        return described;
    }

    private SortedMap<String, Dictionary<String, Object>> set() {
        SortedMap<String, Dictionary<String, Object>> set = new TreeMap<>();
        try {
            Configuration[] configurations = admin.listConfigurations(null);
            for (Configuration each : configurations == null ? new Configuration[0] : configurations) {
                set.put(each.getPid(), each.getProperties());
            }
            return set;
        } catch (IOException | InvalidSyntaxException e) {
            throw new IllegalStateException("the configurations cannot be read", e);
        }
    }

    private static Settings settings(
            String pid, AttributeDefinition[] attributes, @Nullable Dictionary<String, Object> set) {
        Map<String, Setting> settings = new TreeMap<>();
        for (AttributeDefinition each : attributes == null ? new AttributeDefinition[0] : attributes) {
            Object own = set == null ? null : set.get(each.getID());
            boolean secret = each.getType() == AttributeDefinition.PASSWORD;
            settings.put(
                    each.getID(),
                    new Setting(
                            each.getID(),
                            shown(each.getID(), own == null ? each.getDefaultValue() : own, secret),
                            own == null,
                            each.getDescription()));
        }
        if (set != null) {
            for (String name : Collections.list(set.keys())) {
                if (!isOfThePlatform(name)) {
                    settings.computeIfAbsent(
                            name, other -> new Setting(other, shown(other, set.get(other), false), false, null));
                }
            }
        }
        Object file = set == null ? null : set.get(FILE);
        return new Settings(pid, file == null ? null : name(file.toString()), List.copyOf(settings.values()));
    }

    private static boolean isOfThePlatform(String name) {
        return name.startsWith("felix.fileinstall.")
                || name.equals(Constants.SERVICE_PID)
                || name.equals(ConfigurationAdmin.SERVICE_FACTORYPID);
    }

    private static @Nullable String shown(String name, @Nullable Object value, boolean secret) {
        if (value == null) {
            return null;
        }
        List<String> values = new ArrayList<>();
        if (value.getClass().isArray()) {
            for (int i = 0; i < Array.getLength(value); i++) {
                values.add(String.valueOf(Array.get(value, i)));
            }
        } else if (value instanceof Collection<?> several) {
            several.forEach(each -> values.add(String.valueOf(each)));
        } else {
            values.add(value.toString());
        }
        String text = String.join(", ", values);
        return (secret || SECRET.matcher(name).matches()) && !text.isEmpty()
                ? HIDDEN
                : SECRET_IN_URL.matcher(text).replaceAll("$1=" + HIDDEN);
    }

    private static String name(String url) {
        Path name = Path.of(url.substring(url.indexOf(':') + 1)).getFileName();
        return name == null ? url : name.toString();
    }

    private static String factory(String pid) {
        int end = pid.indexOf('~');
        return end < 0 ? pid : pid.substring(0, end);
    }
}

package dev.patchbay.console.asset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The files that pages load: the style sheets, the scripts, the sign. All of them are in this bundle. */
public final class Assets {
    /** The beginning of their paths below {@code /console}. */
    public static final String FOLDER = "/assets/";

    /** The style sheets, in the order in which a page loads them. */
    public static final List<String> STYLE_SHEETS =
            List.of("base.css", "frame.css", "parts.css", "forms.css", "views.css", "areas.css");

    private static final String WEBJAR = "META-INF/maven/org.webjars.npm/htmx.org/pom.properties";

    private final Map<String, Asset> byPath = new LinkedHashMap<>();
    private final Map<String, Asset> byName = new LinkedHashMap<>();

    public Assets() {
        for (String sheet : STYLE_SHEETS) {
            add(sheet, "text/css; charset=utf-8", own(sheet));
        }
        add("console.js", "text/javascript; charset=utf-8", own("console.js"));
        add("sign.svg", "image/svg+xml", own("sign.svg"));
        add("htmx.js", "text/javascript; charset=utf-8", htmx());
    }

    /** The path of a file, with {@code /console} before it. */
    public String url(String name) {
        Asset asset = byName.get(name);
        if (asset == null) {
            throw new IllegalArgumentException("there is no asset " + name);
        }
        return "/console" + asset.path();
    }

    /** The file at a path below {@code /console}. */
    public Optional<Asset> find(String path) {
        return Optional.ofNullable(byPath.get(path));
    }

    private void add(String name, String type, byte[] bytes) {
        Asset asset = new Asset(FOLDER + digest(bytes) + "/" + name, type, bytes);
        byPath.put(asset.path(), asset);
        byName.put(name, asset);
    }

    private static byte[] own(String name) {
        try (InputStream in = Assets.class.getResourceAsStream(name)) {
            return read(in, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] htmx() {
        ClassLoader loader = Assets.class.getClassLoader();
        try (InputStream told = loader.getResourceAsStream(WEBJAR)) {
            Properties properties = new Properties();
            properties.load(told);
            String path =
                    "META-INF/resources/webjars/htmx.org/" + properties.getProperty("version") + "/dist/htmx.min.js";
            try (InputStream in = loader.getResourceAsStream(path)) {
                return read(in, path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(@Nullable InputStream in, String name) throws IOException {
        if (in == null) {
            throw new IllegalStateException("the bundle lacks " + name);
        }
        return in.readAllBytes();
    }

    private static String digest(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java runtime lacks SHA-256", e);
        }
    }
}

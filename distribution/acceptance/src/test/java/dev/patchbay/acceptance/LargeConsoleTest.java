package dev.patchbay.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.harness.Await;
import dev.patchbay.harness.RunningGateway;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The console's pages of long lists, beside those of short ones: ten, and as many as one page shows. The times that are printed
 * mean something with {@code -DargLine="-Dpatchbay.servers=10000 -Dpatchbay.lines=1000000 -Dpatchbay.samples=100"}.
 */
class LargeConsoleTest {
    private static final int SERVERS = Integer.getInteger("patchbay.servers", 1_000);
    private static final int LINES = Integer.getInteger("patchbay.lines", 25_000);
    private static final int SAMPLES = Integer.getInteger("patchbay.samples", 3);
    private static final int FEW = 10;
    private static final int PAGE = 50;
    private static final Pattern FORM_TOKEN = Pattern.compile("name=\"form_token\" value=\"([^\"]+)\"");
    private static final Map<String, String> PAGES = pages();

    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    /** Where a gateway keeps its state. */
    enum Store {
        H2("system_range(%d, %d) as t(i)", "analyze"),
        POSTGRESQL("generate_series(%d, %d) as t(i)", "vacuum analyze");

        private final String numbers;
        private final String analyze;

        Store(String numbers, String analyze) {
            this.numbers = numbers;
            this.analyze = analyze;
        }
    }

    private static Map<String, String> pages() {
        Map<String, String> pages = new LinkedHashMap<>();
        pages.put("servers", "/console/servers");
        pages.put("servers of an account", "/console/servers?integrated_account_id=acc_7");
        pages.put("an account and its servers", "/console/accounts/acc_7");
        pages.put("accounts", "/console/accounts");
        pages.put("activity", "/console/activity");
        pages.put("activity of an account", "/console/activity?integrated_account_id=acc_7");
        pages.put("choosing an account", "/console/servers/new");
        return pages;
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("a page of a long list is as full as it may be, and leads on")
    void showsLongListsPageByPage(Store store) throws Exception {
        try (EmbeddedPostgres postgres =
                        store == Store.POSTGRESQL ? EmbeddedPostgres.builder().start() : null;
                RunningGateway gateway = RunningGateway.prepare()) {
            String url = postgres == null
                    ? "jdbc:h2:file:" + gateway.data().resolve("patchbay")
                    : postgres.getJdbcUrl("postgres", "postgres");
            if (postgres != null) {
                Files.writeString(
                        gateway.conf().resolve("dev.patchbay.store.cfg"), "url = " + url + "\nuser = postgres\n");
            }
            gateway.launch();
            Map<String, Double> few = measured(gateway, store, url, 0, FEW, FEW);
            Map<String, Double> page = measured(gateway, store, url, FEW, PAGE, PAGE);
            Map<String, Double> many = measured(gateway, store, url, PAGE, SERVERS, LINES);
            for (String each : PAGES.keySet()) {
                System.out.printf(
                        "%s, %s: %.2f ms with %d, %.2f ms with %d, %.2f ms with %d servers and %d lines:"
                                + " ratios of %.2f and %.2f%n",
                        store,
                        each,
                        few.get(each),
                        FEW,
                        page.get(each),
                        PAGE,
                        many.get(each),
                        SERVERS,
                        LINES,
                        many.get(each) / few.get(each),
                        many.get(each) / page.get(each));
            }
            String servers = get(gateway, PAGES.get("servers"));
            assertEquals(PAGE, count(servers, "<th scope=\"row\">"));
            assertTrue(servers.contains(">Account 50 · billsby</a>"), servers);
            assertTrue(servers.contains("<td class=\"from-l number\">120</td>"), "5 calls in each of 24 hours");
            assertTrue(servers.contains("Next page"), servers);
            String activity = get(gateway, PAGES.get("activity"));
            assertEquals(PAGE, count(activity, "href=\"/console/activity/\\d+\""), activity);
            assertEquals(
                    PAGE + 1,
                    count(get(gateway, PAGES.get("choosing an account")), "<option "),
                    "those that fit, and none");
        }
    }

    /** Fills the store so far, and gives the milliseconds that each page takes then, the median. */
    private Map<String, Double> measured(
            RunningGateway gateway, Store store, String url, int from, int servers, int lines) throws Exception {
        // Only one process has the file of H2. The others are started again, too, so that each begins as cold.
        gateway.stop();
        fill(store, url, from, servers, lines);
        gateway.launch();
        Await.until(
                "Billsby is deployed",
                () -> new Admin(URI.create(gateway.url()), gateway.adminToken())
                        .integrations()
                        .contains("billsby"));
        signIn(gateway);
        Map<String, Double> medians = new LinkedHashMap<>();
        for (Map.Entry<String, String> each : PAGES.entrySet()) {
            long[] nanos = new long[SAMPLES];
            for (int i = -3 * SAMPLES; i < SAMPLES; i++) {
                long began = System.nanoTime();
                get(gateway, each.getValue());
                if (i >= 0) {
                    nanos[i] = System.nanoTime() - began;
                }
            }
            Arrays.sort(nanos);
            medians.put(each.getKey(), nanos[SAMPLES / 2] / 1e6);
        }
        return medians;
    }

    /** Accounts with a server each, and lines of all of them in turn. */
    private static void fill(Store store, String url, int from, int servers, int lines) throws Exception {
        String newServers = store.numbers.formatted(from + 1, servers);
        String hash = "cast('server' || i as bytea)";
        String owner = " 'srv_' || (mod(i, " + servers + ") + 1), 'acc_' || (mod(i, " + servers + ") + 1)";
        try (Connection connection = DriverManager.getConnection(url, store == Store.H2 ? "" : "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("insert into accounts (id, integration, name, context, auth_method, status, status_since,"
                    + " created_at, updated_at) select 'acc_' || i, 'billsby', 'Account ' || i,"
                    + " '{\"companyDomain\": \"acme\"}', 'api_key', 'active', current_timestamp, current_timestamp,"
                    + " current_timestamp from " + newServers);
            statement.execute("insert into servers (id, account_id, token_hash, name, methods, tags, require_api_token,"
                    + " confirm, discovery, created_at, updated_at, created_by) select 'srv_' || i, 'acc_' || i, "
                    + hash
                    + ", 'Server ' || i, '[]', '[]', false, false, 'list', current_timestamp, current_timestamp,"
                    + " 'apt_test' from " + newServers);
            long hour = Instant.now().getEpochSecond() / 3_600;
            for (int i = 0; i < 24; i++) {
                statement.execute("insert into server_calls (server_id, epoch_hour, node, calls) select 'srv_' || i, "
                        + (hour - i) + ", 'bulk', 5 from " + newServers);
            }
            statement.execute("insert into audit_lines (node, node_seq, prev_hash, hash, happened_at, request_id,"
                    + " server_id, account_id, integration, action, effect, outcome, duration_millis, request_bytes,"
                    + " response_bytes) select 'bulk', i, " + hash + ", " + hash + ", current_timestamp, 'r' || i,"
                    + owner + ", 'billsby', 'list_all_billsby_invoices', 'reads', 'ok', 10, 1, 1 from "
                    + store.numbers.formatted(from + 1, lines));
            statement.execute(store.analyze);
        }
    }

    private void signIn(RunningGateway gateway) throws Exception {
        Matcher token = FORM_TOKEN.matcher(get(gateway, "/console/sign-in"));
        assertTrue(token.find(), "the form has a token");
        String form = "form_token=" + token.group(1) + "&to=/&api_token="
                + URLEncoder.encode(gateway.adminToken(), StandardCharsets.UTF_8);
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(URI.create(gateway.url() + "/console/sign-in"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
        assertEquals(303, answer.statusCode(), answer.body());
    }

    private String get(RunningGateway gateway, String path) throws Exception {
        HttpResponse<String> answer = browser.send(
                HttpRequest.newBuilder(URI.create(gateway.url() + path)).build(), BodyHandlers.ofString());
        assertEquals(200, answer.statusCode(), path);
        return answer.body();
    }

    private static long count(String page, String part) {
        return Pattern.compile(part).matcher(page).results().count();
    }
}

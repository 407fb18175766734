package dev.patchbay.itest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.patchbay.harness.Await;
import dev.patchbay.harness.Outcome;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every command of the scope {@code gateway}: as text, as JSON, with its help, and when it is refused. */
class ShellCommandsIT {
    private static final int LINE = 100;
    private static final String READING = "list_all_billsby_invoices";

    private static SandboxedGateway gateway;
    private static String account;

    @TempDir
    Path work;

    @BeforeAll
    static void start() throws Exception {
        gateway = SandboxedGateway.start();
        account = gateway.connect("Acme Ltd");
    }

    @AfterAll
    static void close() throws Exception {
        gateway.close();
    }

    @Test
    void helpsWithEveryCommand() throws Exception {
        String help = gateway.shell("help");
        assertFits(help);
        Matcher names = Pattern.compile("(?m)^  ([a-z]+(?: [a-z]+)?) {2,}\\S").matcher(help);
        StringBuilder script = new StringBuilder();
        int commands = 0;
        while (names.find()) {
            script.append("help ").append(names.group(1)).append('\n');
            commands++;
        }
        assertTrue(commands >= 30, help);
        Outcome each = gateway.typing(script.toString());
        assertEquals(0, each.status(), each.output());
        assertEquals(
                commands,
                each.output()
                        .lines()
                        .filter(line -> line.startsWith("usage: "))
                        .distinct()
                        .count());
        assertFits(each.output());
        assertEquals(gateway.shell("help", "mint"), gateway.shell("mint", "--help"));
        assertTrue(gateway.refused("help", "mnt").contains("`help` lists all"));
    }

    @Test
    void fitsEveryAnswerIntoAHundredColumns() throws Exception {
        gateway.shell(
                "mint",
                account,
                "--name",
                "a name that is longer than any table has room for ".repeat(2).strip());
        for (String line : List.of(
                "accounts",
                "account " + account,
                "servers",
                "integrations",
                "integration billsby",
                "tools billsby",
                "tool " + READING,
                "deployments",
                "tokens",
                "audit",
                "statistics",
                "attention",
                "settings")) {
            assertFits(gateway.shell(line));
        }
        assertTrue(gateway.shell("tools", "billsby", "--wide").lines().anyMatch(line -> line.length() > LINE));
    }

    @Test
    void answersTheJsonOfTheAdminApi() throws Exception {
        assertEquals(gateway.rest("/integrated-account/" + account), gateway.json("account", account));
        assertEquals(gateway.rest("/integrated-account?limit=200"), gateway.json("accounts"));
        assertEquals(gateway.rest("/integration?limit=200"), gateway.json("integrations"));
        assertEquals(gateway.rest("/integration/billsby"), gateway.json("integration", "billsby"));
        assertEquals(gateway.rest("/integration/billsby/tools?limit=200"), gateway.json("tools", "billsby"));
        assertEquals(gateway.rest("/deployment?limit=200"), gateway.json("deployments"));
        assertEquals(
                "billsby", gateway.json("tool", READING).path("name").asString().split("_")[2]);
        assertTrue(gateway.json("statistics").path("buckets").isArray());
        assertTrue(gateway.json("attention").path("result").isArray());
        assertTrue(gateway.json("settings").path("configuration").isArray());
        JsonNode minted =
                gateway.json("audit", "-n", "1", "--action", "account.connect").path("result");
        assertEquals(1, minted.size());
        assertEquals("shell", minted.path(0).path("api_token_id").asString(), "who it was");
        assertTrue(gateway.json("audit", "--verify").path("intact").booleanValue());
    }

    @Test
    void refusesWithTheRemedy() throws Exception {
        assertTrue(gateway.refused("account", "nobody").contains("`accounts` lists them"));
        assertTrue(gateway.refused("server", "nothing").contains("`servers` lists them"));
        assertTrue(gateway.refused("tools", "nothing").contains("`integrations` and `accounts` list them"));
        assertTrue(gateway.refused("tool", "nothing").contains("`tools INTEGRATION`"));
        assertTrue(gateway.refused("integration", "nothing").contains("`integrations` lists them"));
        assertTrue(gateway.refused("mint").contains("usage: mint ACCOUNT [options]"));
        assertTrue(gateway.refused("mint", account, "--metods", "read").contains("there is no option --metods"));
        assertTrue(gateway.refused("mint", account, "--expires", "soon").contains("12h, 30d; not soon"));
        assertTrue(gateway.refused("mint", account, "--methods", "raed").contains("methods"));
        assertTrue(gateway.refused("tokens", "create", "x", "--role", "king")
                .contains("must be admin, operator or caller"));
        assertTrue(gateway.refused("audit", "-n", "many").contains("-n takes a number of lines"));
        assertTrue(gateway.refused("deployments", "install", "no.jar").contains("there is no file"));
    }

    @Test
    void takesSecretsFromStandardInputOrAFileAndNeverFromTheLine() throws Exception {
        String refused = gateway.refused("connect", "billsby", "companyDomain=acme", "api_key=canary-on-the-line");
        assertTrue(refused.contains("api_key is a secret"), refused);
        assertFalse(refused.contains("canary"), refused);

        Outcome silent = gateway.typing("", "connect", "billsby", "companyDomain=acme");
        assertEquals(1, silent.status());
        assertTrue(silent.output().contains("standard input has no further line"), silent.output());

        for (String content :
                List.of("{\"api_key\": \"" + SandboxedGateway.KEY + "\"}", "api_key = " + SandboxedGateway.KEY)) {
            Path file = Files.writeString(work.resolve("secret"), content);
            String connected = gateway.shell(
                    "connect",
                    "billsby",
                    "companyDomain=acme",
                    "--name",
                    "From a file",
                    "--base-url",
                    gateway.billsby(),
                    "--credentials",
                    file.toString());
            assertTrue(connected.contains("From a file"), connected);
            assertFalse(connected.contains(SandboxedGateway.KEY), connected);
        }
        assertTrue(gateway.refused("connect", "billsby", "companyDomain=acme", "--credentials", "/nowhere/at/all")
                .contains("there is no file /nowhere/at/all"));
        assertFalse(gateway.running().log().contains(SandboxedGateway.KEY));
        assertFalse(gateway.shell("audit", "-n", "200", "--json").contains(SandboxedGateway.KEY));
    }

    @Test
    void savesNothingThatTheVendorRefuses() throws Exception {
        int before = gateway.json("accounts").path("result").size();
        Outcome outcome = gateway.typing(
                "acme_wrong-key\n", "connect", "billsby", "companyDomain=acme", "--base-url", gateway.billsby());
        assertEquals(1, outcome.status(), outcome.output());
        assertTrue(outcome.output().contains("Nothing was saved"), outcome.output());
        assertEquals(before, gateway.json("accounts").path("result").size());
        assertTrue(gateway.refused("connect", "billsby", "--name", "x").contains("companyDomain=…"));
    }

    @Test
    void testsReconnectsAndDisconnectsAnAccount() throws Exception {
        String id = gateway.connect("Passing by");
        assertTrue(gateway.json("test", "Passing by").path("ok").booleanValue());
        Outcome wrong = gateway.typing("acme_wrong-key\n", "reconnect", id);
        assertEquals(1, wrong.status(), wrong.output());
        assertTrue(gateway.shell("attention").contains("Passing by"));
        assertTrue(gateway.shell("accounts", "--status", "needs_reauth").contains(id));
        Outcome right = gateway.typing(SandboxedGateway.KEY + "\n", "reconnect", id);
        assertEquals(0, right.status(), right.output());
        assertTrue(gateway.shell("account", id).matches("(?s).*status +active.*"));

        gateway.shell("mint", id, "--name", "soon gone");
        String asked = gateway.refused("disconnect", id);
        assertTrue(asked.contains("its MCP server") && asked.contains("--yes"), asked);
        assertTrue(gateway.shell("disconnect", id, "--yes").contains("is disconnected"));
        assertTrue(gateway.refused("account", id).contains("there is no account"));
    }

    @Test
    void leadsAServerThroughItsLife() throws Exception {
        JsonNode preview = gateway.json("mint", account, "--methods", "read", "--tags", "invoices", "--preview");
        String minted = gateway.shell(
                "mint",
                "Acme Ltd",
                "--name",
                "Support, reading",
                "--methods",
                "read",
                "--tags",
                "invoices",
                "--expires",
                "30d");
        String url = url(minted);
        assertTrue(minted.contains(preview.path("tools").asInt() + " tools"), minted);
        assertEquals(preview.path("tools").asInt(), tools(url));

        JsonNode server = gateway.json("server", "Support, reading");
        assertEquals("[\"read\"]", server.path("config").path("methods").toString());
        assertTrue(gateway.shell("servers", account, "--expires-before", "31d")
                .contains(server.path("id").asString()));
        assertFalse(gateway.shell("servers", "--expires-before", "29d")
                .contains(server.path("id").asString()));

        assertTrue(gateway.shell("edit", "Support, reading", "--expires", "never", "--tags", "all")
                .matches("(?s).*expires at +-\\n.*"));
        assertTrue(tools(url) > preview.path("tools").asInt());
        assertTrue(gateway.refused("edit", "Support, reading").contains("nothing is to be changed"));

        call(url);
        call(url);
        Await.until(
                "the calls are counted",
                () -> gateway.json("server", "Support, reading")
                                .at("/calls/count")
                                .asInt()
                        == 2);
        String listed = gateway.shell("servers", "--search", "Support, reading", "--wide");
        assertTrue(listed.matches("(?s)[^\\n]*  calls in a day  [^\\n]*\\n[^\\n]*  2  [^\\n]*\\R?"), listed);

        String rotated = gateway.shell("rotate", "Support, reading", "--grace", "1h");
        assertTrue(rotated.contains("The old URL works until"), rotated);
        assertTrue(tools(url) > 0 && tools(url(rotated)) > 0);

        String twin = gateway.shell("duplicate", "Support, reading", "--name", "night shift");
        assertEquals(tools(url), tools(url(twin)));
        gateway.shell("revoke", "Support, reading");
        assertEquals(-1, tools(url));
        assertEquals(-1, tools(url(rotated)));
        assertTrue(tools(url(twin)) > 0);
        assertTrue(gateway.refused("server", "Support, reading").contains("there is no MCP server"));
        String servers = gateway.shell("servers", "--json") + gateway.shell("audit", "-n", "200", "--json");
        assertFalse(servers.contains(url.substring(url.lastIndexOf('/') + 1)), "the URL is shown once");
    }

    private static String url(String minted) {
        return minted.lines()
                .filter(line -> line.startsWith("http"))
                .findFirst()
                .orElseThrow();
    }

    private static void call(String url) throws Exception {
        var answer = sent(url, "tools/call", "{\"name\":\"" + READING + "\",\"arguments\":{\"limit\":2}}");
        assertTrue(answer.body().contains("invoiceNumber"), answer.body());
    }

    private static HttpResponse<String> sent(String url, String method, String params) throws Exception {
        return gateway.running()
                .send(HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .header("Accept", "application/json, text/event-stream")
                        .POST(HttpRequest.BodyPublishers.ofString("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"" + method
                                + "\",\"params\":" + params + "}"))
                        .build());
    }

    /** How many tools a URL lists; -1 if it opens nothing. */
    private static int tools(String url) throws Exception {
        var answer = sent(url, "tools/list", "{}");
        return answer.statusCode() == 404 ? -1 : answer.body().split("\"inputSchema\"").length - 1;
    }

    @Test
    void runsAToolThatReadsAtOnceAndOneThatWritesAfterYes() throws Exception {
        String shown = gateway.shell("call", account, READING, "limit=2");
        assertTrue(shown.contains("\"result\""), shown);
        JsonNode json = gateway.json("call", account, READING, "limit=2");
        assertFalse(json.path("is_error").booleanValue());
        assertTrue(gateway.refused("call", account, READING, "limti=2").contains("limti"));
        assertTrue(gateway.refused("call", account, "no_such_tool").contains("`tools " + account));

        String[] cancel = {
            "call",
            account,
            "create_a_billsby_customer",
            "firstName=Ada",
            "lastName=Byron",
            "email=ada@example.com",
            "addressLine1=12 Harbour Street",
            "city=Bristol",
            "state=Avon",
            "country=GBR",
            "postCode=BS1 5DB"
        };
        String asked = gateway.refused(cancel);
        assertTrue(asked.contains("--yes"), asked);
        assertFalse(
                gateway.shell("audit", "--action", "create_a_billsby_customer").contains(" ok "));
        String[] confirmed = java.util.Arrays.copyOf(cancel, cancel.length + 1);
        confirmed[cancel.length] = "--yes";
        gateway.running().shell(confirmed);
        assertTrue(gateway.shell("audit", "--action", "create_a_billsby_customer")
                        .lines()
                        .count()
                > 1);

        Path file = Files.writeString(work.resolve("arguments"), "{\"limit\": 1}");
        assertTrue(gateway.shell("call", account, READING, "--arguments", file.toString())
                .contains("\"result\""));
        Outcome piped = gateway.typing("{\"limit\": 1}", "call", account, READING, "--arguments", "-");
        assertEquals(0, piped.status(), piped.output());
    }

    @Test
    void makesAndEndsApiTokens() throws Exception {
        String made = gateway.shell("tokens", "create", "nightly report", "--role", "operator", "--expires", "90d");
        String secret =
                made.lines().filter(line -> line.startsWith("pbk_")).findFirst().orElseThrow();
        assertTrue(gateway.shell("tokens").contains("nightly report"));
        assertFalse(gateway.shell("tokens", "--json").contains(secret));
        assertTrue(gateway.shell("tokens", "revoke", "nightly report").contains("is revoked"));
        assertFalse(gateway.shell("tokens").contains("nightly report"));
        assertTrue(gateway.refused("tokens", "revoke", "nightly report").contains("`tokens` lists them"));
        assertEquals(
                401,
                gateway.running()
                        .send(HttpRequest.newBuilder(
                                        URI.create(gateway.running().url() + "/integrated-account"))
                                .header("Authorization", "Bearer " + secret)
                                .build())
                        .statusCode());
    }

    @Test
    void installsStopsStartsAndRemovesABundle() throws Exception {
        Path jar = PluginJar.bundle(work.resolve("visitor.jar"), "visitor", "1.2.3");
        assertEquals(
                "1.2.3",
                gateway.json("deployments", "install", jar.toString())
                        .path("version")
                        .asString());
        gateway.shell("deployments", "stop", "visitor.jar");
        awaitDeployment("visitor.jar +visitor +1.2.3 +stopped.*");
        gateway.shell("deployments", "start", "visitor.jar");
        awaitDeployment("visitor.jar +visitor +1.2.3 +active.*");
        assertTrue(gateway.refused("deployments", "remove", "visitor.jar").contains("--yes"));
        gateway.shell("deployments", "remove", "visitor.jar", "--yes");
        Await.until("no visitor", () -> !gateway.shell("deployments").contains("visitor"));
        assertFalse(Files.exists(gateway.running().deploy().resolve("visitor.jar")));

        Path broken = Files.writeString(work.resolve("broken.jar"), "no jar at all");
        gateway.refused("deployments", "install", broken.toString());
        assertFalse(Files.exists(gateway.running().deploy().resolve("broken.jar")));
    }

    private static void awaitDeployment(String line) {
        Await.until(line, () -> gateway.shell("deployments").lines().anyMatch(each -> each.matches(line)));
    }

    @Test
    void followsTheAuditTrailUntilItIsInterrupted() throws Exception {
        gateway.json("tokens", "create", "followed 1");
        Process follower = gateway.running().open("shell", "audit", "-f", "-n", "1", "--action", "api_token.create");
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(follower.getInputStream(), StandardCharsets.UTF_8))) {
            Set<String> seen = new HashSet<>();
            for (int i = 2; i <= 4; i++) {
                String line = lines.readLine();
                assertTrue(line.contains("api_token.create") && line.length() <= LINE, line);
                assertTrue(seen.add(line), "once: " + line);
                gateway.json("tokens", "create", "followed " + i);
            }
        } finally {
            follower.destroy();
        }
        assertTrue(follower.waitFor(30, TimeUnit.SECONDS));
        assertEquals(0, gateway.running().shell("lb").status(), "others are served on");
    }

    @Test
    void passesRowsThroughPipesAndErrorsBesideThem() throws Exception {
        String refunds = gateway.shell("tools billsby | grep refund");
        assertTrue(refunds.lines().allMatch(line -> line.contains("refund")), refunds);
        Outcome failing = gateway.running().shell("account nobody | grep status");
        assertTrue(failing.output().contains("there is no account nobody"), failing.output());
    }

    private static void assertFits(String output) {
        output.lines().forEach(line -> assertTrue(line.codePointCount(0, line.length()) <= LINE, line));
    }
}

package dev.patchbay.launcher;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A gateway for a first try: started on sandboxes of its vendors, each connected and with a URL to paste into Claude.
 * Prints what to do with it, or one JSON object, and stays until it is told to stop.
 */
public final class Demo {
    private static final String CONSOLE = "/console";

    private Demo() {}

    /** {@code [--port N] [--json]}; the folders come from the environment, as for a gateway. */
    public static void main(String[] arguments) throws InterruptedException {
        List<String> rest = new ArrayList<>(List.of(arguments));
        boolean json = rest.remove("--json");
        try {
            Home home = Home.of(Path.of(System.getProperty("patchbay.home", ".")), System.getenv());
            Launcher gateway = Launcher.start(home, Launcher.port(rest, System.getenv("PATCHBAY_PORT")));
            DemoAccounts accounts = new DemoAccounts(gateway.url(), home.data());
            Map<String, DemoAccounts.Connected> connected = new LinkedHashMap<>();
            for (DemoVendor vendor : DemoVendor.ALL) {
                connected.put(vendor.integration(), accounts.connect(vendor));
            }
            System.out.println(
                    json ? json(gateway, home, accounts, connected) : text(gateway, home, accounts, connected));
            gateway.untilStopped();
        } catch (StartFailure e) {
            System.err.println("patchbay: " + e.getMessage());
            System.exit(1);
        }
    }

    private static String json(
            Launcher gateway, Home home, DemoAccounts accounts, Map<String, DemoAccounts.Connected> connected) {
        String each = connected.entrySet().stream()
                .map(entry -> "%s: {\"id\": %s, \"mcp_url\": %s}"
                        .formatted(
                                quote(entry.getKey()),
                                quote(entry.getValue().accountId()),
                                quote(entry.getValue().url())))
                .collect(Collectors.joining(", "));
        return "{\"base_url\": %s, \"console\": %s, \"admin_token\": %s, \"pid\": %d, \"deploy_dir\": %s, \"accounts\": {%s}}"
                .formatted(
                        quote(gateway.url()),
                        quote(gateway.url() + CONSOLE),
                        quote(accounts.adminToken()),
                        ProcessHandle.current().pid(),
                        quote(home.deploy().toString()),
                        each);
    }

    private static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String text(
            Launcher gateway, Home home, DemoAccounts accounts, Map<String, DemoAccounts.Connected> connected) {
        StringBuilder text = new StringBuilder(gateway.ready()).append("\n\n");
        text.append(
                "Each URL opens all tools of one sandbox account, reading and writing. Treat it like a password.\n\n");
        connected.forEach((name, each) -> text.append("  %-10s %s\n".formatted(name, each.url())));
        text.append("\nClaude Code\n\n");
        connected.forEach(
                (name, each) -> text.append("  claude mcp add --transport http %s %s\n".formatted(name, each.url())));
        text.append("""

                claude.ai and Claude Desktop, as a connector

                  Settings > Connectors > Add custom connector, and paste a URL. Claude connects from Anthropic's cloud: the
                  gateway must be reachable there by https on port 443 (public.url in conf/dev.patchbay.gateway.cfg).

                Claude Desktop through a bridge on this machine, in claude_desktop_config.json (needs Node.js)

                  {"mcpServers": {
                """);
        text.append(connected.entrySet().stream()
                .map(entry -> "    \"%s\": {\"command\": \"npx\", \"args\": [\"-y\", \"mcp-remote\", \"%s\"]}"
                        .formatted(entry.getKey(), entry.getValue().url()))
                .collect(Collectors.joining(",\n", "", "\n  }}\n")));
        text.append("""

                Administration

                  console    %s   (sign in with the API token)
                  API        %s/integrated-account   (Authorization: Bearer, and the API token)
                  API token  %s
                  accounts   %s
                  plugins    %s   (drop a jar, and its tools are there)
                  data       %s   (--fresh starts over)
                  OAuth      HighLevel's sandbox knows the client acmeapp001-sandbox with the secret sandbox-client-secret;
                             its login page is %s/sandbox/highlevel/oauth/chooselocation

                Stop it with Ctrl-C.
                """.formatted(
                gateway.url() + CONSOLE,
                gateway.url(),
                accounts.adminToken(),
                connected.entrySet().stream()
                        .map(entry -> entry.getKey() + " " + entry.getValue().accountId())
                        .collect(Collectors.joining(", ")),
                home.deploy(),
                home.data().getParent(),
                gateway.url()));
        return text.toString();
    }
}

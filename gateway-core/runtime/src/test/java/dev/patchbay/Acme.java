package dev.patchbay;

import dev.patchbay.api.Account;
import dev.patchbay.api.AuthMethod;
import dev.patchbay.api.AuthScheme;
import dev.patchbay.api.Credential;
import dev.patchbay.api.Effect;
import dev.patchbay.api.Field;
import dev.patchbay.api.Integration;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.ToolProvider;
import dev.patchbay.api.ToolResult;
import dev.patchbay.api.VendorClient;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.vendor.QuotaNames;
import dev.patchbay.vendor.VendorDialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A vendor with tickets. Its tools echo their arguments. */
public final class Acme implements ToolProvider, VendorDialect {
    private static final List<Tool> TOOLS = List.of(
            tool("list_all_acme_tickets", "tickets", "list", Effect.READS, "support"),
            tool("create_a_acme_ticket", "tickets", "create", Effect.WRITES, "support"),
            tool("acme_tickets_merge", "tickets", "merge", Effect.DESTROYS, "support"),
            tool("acme_reports_totals", "reports", "totals", Effect.READS, "finance"));

    /** A tool that no client could list. */
    public static final Tool UNLISTABLE = tool("no name for a tool", "tickets", "get", Effect.READS, "support");

    private volatile List<Tool> tools = TOOLS;

    /** Has one more tool from now on. */
    public void add(Tool tool) {
        List<Tool> more = new ArrayList<>(tools);
        more.add(tool);
        tools = List.copyOf(more);
    }

    @Override
    public Integration integration() {
        return new Integration(
                "acme",
                "Acme Desk",
                "Customer support tickets.",
                "https://{{context.subdomain}}.acme.example/v1",
                List.of(
                        new Field(
                                "subdomain",
                                "Subdomain",
                                "The part before .acme.example.",
                                true,
                                false,
                                "[a-z0-9-]+",
                                null),
                        new Field("region", "Region", "Where the data is.", false, false, "eu|us", "eu or us")),
                List.of(
                        new AuthMethod("key", "header-key", "API key", Map.of("header", "X-Api-Key")),
                        new AuthMethod("oauth", "absent-scheme", "OAuth", Map.of())));
    }

    @Override
    public List<Tool> tools(Account account) {
        return tools;
    }

    @Override
    public ToolResult call(ToolCall call, VendorClient vendor) {
        return ToolResult.of(call.arguments());
    }

    @Override
    public QuotaNames quotaNames() {
        return QuotaNames.USUAL;
    }

    @Override
    public @Nullable Object errorMessage(@Nullable Object body) {
        return null;
    }

    @Override
    public boolean failed(@Nullable Object body) {
        return false;
    }

    /** Only where the account says that there is one. */
    @Override
    public @Nullable VendorRequest check(Account account) {
        return account.context().containsKey("region")
                ? new VendorRequest("GET", "/me", List.of(), Map.of(), null)
                : null;
    }

    private static Tool tool(String name, String resource, String method, Effect effect, String tag) {
        return new Tool(
                name,
                "Title of " + name,
                "Description of " + name,
                resource,
                method,
                Set.of(tag),
                effect,
                effect == Effect.READS,
                false,
                Map.of("type", "object", "properties", Map.of("year", Map.of("type", "integer"))),
                null,
                "GET /" + resource,
                null);
    }

    /** Signs with a key in a header. */
    public static final class HeaderKey implements AuthScheme {
        @Override
        public String name() {
            return "header-key";
        }

        @Override
        public List<Field> fields(Map<String, Object> settings) {
            return List.of(new Field("api_key", "API key", "Settings > API.", true, true, null, null));
        }

        @Override
        public VendorRequest sign(VendorRequest request, Credential credential, Map<String, Object> settings) {
            return request.withHeader(
                    String.valueOf(settings.get("header")), Objects.requireNonNull(credential.get("api_key")));
        }
    }
}

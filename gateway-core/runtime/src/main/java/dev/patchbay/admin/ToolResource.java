package dev.patchbay.admin;

import dev.patchbay.account.IntegratedAccount;
import dev.patchbay.api.Account;
import dev.patchbay.api.Effect;
import dev.patchbay.api.Tool;
import dev.patchbay.protocol.CallOrigin;
import dev.patchbay.protocol.CallSession;
import dev.patchbay.protocol.RpcError;
import dev.patchbay.protocol.ToolAnswer;
import dev.patchbay.protocol.ToolCalls;
import dev.patchbay.token.Permission;
import dev.patchbay.tool.Integrations;
import dev.patchbay.tool.ToolCatalog;
import dev.patchbay.tool.ToolEntry;
import dev.patchbay.tool.ToolFilter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code …/tools} of accounts and integrations, as models read them, and {@code …/tools/{tool}/call}: by hand. */
final class ToolResource {
    private static final List<String> EFFECTS =
            Stream.of(Effect.values()).map(ServerPreview::word).toList();

    private final AccountResource accounts;
    private final Integrations integrations;
    private final ToolCatalog catalog;
    private final ToolCalls calls;

    ToolResource(AccountResource accounts, Integrations integrations, ToolCatalog catalog, ToolCalls calls) {
        this.accounts = accounts;
        this.integrations = integrations;
        this.catalog = catalog;
        this.calls = calls;
    }

    void addTo(Routes routes) {
        routes.add("GET", "/integration/{integration}/tools", Permission.OPERATE, this::ofIntegration)
                .add("GET", "/integrated-account/{account}/tools", Permission.OPERATE, this::ofAccount)
                .add("GET", "/integrated-account/{account}/tools/{tool}", Permission.OPERATE, this::one)
                .add("POST", "/integrated-account/{account}/tools/{tool}/call", Permission.OPERATE, this::call);
    }

    private Answer ofIntegration(Call call) {
        String integration = call.variable("integration");
        integrations.find(integration).orElseThrow(() -> Refusal.notFound("integration"));
        return list(call, filter -> catalog.entries(integration, filter));
    }

    private Answer ofAccount(Call call) {
        Account account = accounts.found(call).toAccount();
        return list(call, filter -> catalog.entries(account, filter));
    }

    private static Answer list(Call call, Function<ToolFilter, List<ToolEntry>> tools) {
        call.onlyQueries("limit", "next_cursor", "q", "tag", "effect");
        String text = call.query("q");
        String tag = call.query("tag");
        String effect = call.word("effect", EFFECTS);
        ToolFilter filter = new ToolFilter(Set.of(), tag == null ? Set.of() : Set.of(tag));
        return call.part(
                tools.apply(filter).stream()
                        .filter(each -> effect == null
                                || ServerPreview.word(each.tool().effect()).equals(effect))
                        .filter(each -> text == null || mentions(each.tool(), text.toLowerCase(Locale.ROOT)))
                        .toList(),
                ToolView::of);
    }

    private static boolean mentions(Tool tool, String text) {
        return Stream.of(tool.name(), tool.title(), tool.description(), tool.operation())
                .anyMatch(each -> each.toLowerCase(Locale.ROOT).contains(text));
    }

    private Answer one(Call call) {
        call.onlyQueries();
        IntegratedAccount account = accounts.found(call);
        return Answer.ok(ToolView.of(entry(origin(call, account), call)));
    }

    private Answer call(Call call) {
        call.onlyQueries();
        IntegratedAccount account = accounts.found(call);
        CallOrigin origin = origin(call, account);
        ToolEntry entry = entry(origin, call);
        Tool tool = entry.tool();
        Fields fields = call.fields();
        ObjectNode arguments = fields.json("arguments");
        boolean confirmed = Boolean.TRUE.equals(fields.flag("confirmed"));
        fields.end();
        if (tool.effect() != Effect.READS && !confirmed) {
            throw mistaken(entry.mistakes(arguments)).orElseGet(() -> new Refusal(409, consequence(tool, account)));
        }
        try {
            ToolAnswer answer = calls.call(origin, tool.name(), arguments, CallSession.waiting());
            return Answer.ok(ToolView.of(answer.ended(), call));
        } catch (RpcError e) {
            // The tool has gone since it was looked up, or wants a client that can do more.
            throw new Refusal(409, String.valueOf(e.getMessage()));
        }
    }

    /** What would be refused is not worth a confirmation. Each mistake begins with the name of what it is about. */
    private static Optional<Refusal> mistaken(List<String> mistakes) {
        List<Map<String, String>> errors = mistakes.stream()
                .map(each -> each.split(": ", 2))
                .map(each -> Map.of(
                        "field",
                        each[0].equals("arguments") ? each[0] : "arguments." + each[0],
                        "message",
                        each[each.length - 1]))
                .toList();
        return errors.isEmpty()
                ? Optional.empty()
                : Optional.of(new Refusal(422, "arguments: " + String.join("; ", mistakes), errors, Map.of()));
    }

    private static String consequence(Tool tool, IntegratedAccount account) {
        return "\"" + tool.title() + "\" (" + tool.name() + ") "
                + (tool.effect() == Effect.DESTROYS ? "cannot be undone" : "changes something")
                + (tool.movesMoney() ? " and moves money" : "") + " in the account " + account.name() + " of "
                + account.integration() + ". Nothing was done; send \"confirmed\": true to do it";
    }

    private ToolEntry entry(CallOrigin origin, Call call) {
        @Nullable ToolEntry entry = calls.entry(origin, call.variable("tool"));
        if (entry == null) {
            throw Refusal.notFound("tool of this account");
        }
        return entry;
    }

    private static CallOrigin origin(Call call, IntegratedAccount account) {
        return new CallOrigin(
                account,
                null,
                call.caller().id(),
                call.id(),
                call.incoming().remoteAddress(),
                call.incoming().length());
    }
}

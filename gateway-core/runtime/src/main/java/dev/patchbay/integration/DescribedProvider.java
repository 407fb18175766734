package dev.patchbay.integration;

import dev.patchbay.api.Account;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.Integration;
import dev.patchbay.api.Prompt;
import dev.patchbay.api.PromptCall;
import dev.patchbay.api.PromptResult;
import dev.patchbay.api.Tool;
import dev.patchbay.api.ToolCall;
import dev.patchbay.api.ToolProvider;
import dev.patchbay.api.ToolResult;
import dev.patchbay.api.VendorClient;
import dev.patchbay.api.VendorRequest;
import dev.patchbay.api.VendorResponse;
import dev.patchbay.vendor.QuotaNames;
import dev.patchbay.vendor.VendorDialect;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The tools and prompts of a described vendor. */
public final class DescribedProvider implements ToolProvider, VendorDialect {
    private final Description description;
    private final Map<String, DescribedTool> byName = new HashMap<>();
    /** The context fields on which it depends which tools an account has. */
    private final Set<String> deciding = new HashSet<>();

    private final Map<String, DescribedPrompt> promptsByName = new LinkedHashMap<>();
    private final List<Prompt> prompts;

    private volatile Offer offer;

    DescribedProvider(Description description) {
        this.description = description;
        for (DescribedTool each : description.tools()) {
            byName.put(each.tool().name(), each);
            deciding.addAll(each.needs());
            deciding.addAll(each.unless());
        }
        description.prompts().forEach(each -> promptsByName.put(each.prompt().name(), each));
        this.prompts =
                promptsByName.values().stream().map(DescribedPrompt::prompt).toList();
        this.offer = new Offer(Map.of());
    }

    /** What is on offer with the hooks that are there; replaced as a whole when they change. */
    private final class Offer {
        private final Map<String, MountedHook> hooks;
        private final Map<Set<String>, List<Tool>> byFields = new ConcurrentHashMap<>();
        private final Map<List<Tool>, List<Tool>> lists = new ConcurrentHashMap<>();

        Offer(Map<String, MountedHook> hooks) {
            this.hooks = hooks;
        }

        List<Tool> tools(Account account) {
            Set<String> fields = new HashSet<>(deciding);
            fields.retainAll(account.context().keySet());
            List<Tool> known = byFields.get(fields);
            return known != null ? known : byFields.computeIfAbsent(fields, this::select);
        }

        private List<Tool> select(Set<String> fields) {
            List<Tool> tools = new ArrayList<>();
            for (DescribedTool each : description.tools()) {
                if (each.isFor(fields) && isThere(each)) {
                    tools.add(each.tool());
                }
            }
            List<Tool> list = List.copyOf(tools);
            List<Tool> same = lists.putIfAbsent(list, list);
            return same == null ? list : same;
        }

        private boolean isThere(DescribedTool tool) {
            return tool.hook() == null || hooks.containsKey(tool.hook());
        }
    }

    /** Replaces the hooks, by their names. What {@link #tools} answers may differ from now on. */
    void hooks(Map<String, MountedHook> hooks) {
        offer = new Offer(Map.copyOf(hooks));
    }

    @Override
    public Integration integration() {
        return description.integration();
    }

    @Override
    public List<Tool> tools(Account account) {
        return offer.tools(account);
    }

    /** All documented tools, those among them that no account has at present. */
    public List<Tool> allTools() {
        return description.tools().stream().map(DescribedTool::tool).toList();
    }

    /** How many methods are described without a text, and so are no tools. */
    public int undocumented() {
        return description.undocumented();
    }

    @Override
    public Map<String, Object> ownArguments(Tool tool, Account account, Map<String, Object> arguments) {
        return described(tool).plan().own(arguments, account);
    }

    /**
     * The request that a call would send, or hand to its hook; for lists, that of the first page.
     *
     * @throws GatewayException of kind {@code INVALID_ARGUMENT} if the arguments cannot be sent
     */
    public VendorRequest plan(Tool tool, Account account, Map<String, Object> arguments) {
        DescribedTool described = described(tool);
        Map<String, Object> own = described.plan().own(arguments, account);
        Pagination.Turn turn = turn(described, own);
        return described.plan().request(own, account, turn == null ? List.of() : turn.sent());
    }

    @Override
    public ToolResult call(ToolCall call, VendorClient vendor) {
        DescribedTool described = described(call.tool());
        Account account = call.account();
        Map<String, Object> own = described.plan().own(call.arguments(), account);
        Pagination.Turn turn = turn(described, own);
        VendorRequest request = described.plan().request(own, account, turn == null ? List.of() : turn.sent());
        VendorResponse response = exchange(described, call, request, vendor);
        return turn == null
                ? new ToolResult.Data(response.body(), null, null, response.rateLimit())
                : turn.read(response);
    }

    @Override
    public List<Prompt> prompts(Account account) {
        return prompts;
    }

    @Override
    public PromptResult prompt(PromptCall call) {
        DescribedPrompt described = promptsByName.get(call.prompt().name());
        if (described == null) {
            throw new GatewayException(
                    Kind.INVALID_ARGUMENT, "there is no prompt " + call.prompt().name() + " at present");
        }
        return described.render(call.arguments());
    }

    private VendorResponse exchange(
            DescribedTool described, ToolCall call, VendorRequest request, VendorClient vendor) {
        if (described.hook() == null) {
            return vendor.send(request);
        }
        MountedHook hook = offer.hooks.get(described.hook());
        if (hook == null) {
            throw unknown(call.tool());
        }
        return hook.exchange(call, request, vendor);
    }

    private static Pagination.@Nullable Turn turn(DescribedTool described, Map<String, Object> arguments) {
        Pagination pagination = described.pagination();
        if (pagination == null) {
            return null;
        }
        Object limit = arguments.get(Pagination.LIMIT);
        Object cursor = arguments.get(Pagination.NEXT_CURSOR);
        PageShape shape = pagination.shape();
        int items = limit instanceof Number number
                ? (int) Math.max(1, Math.min(number.longValue(), shape.maximum()))
                : shape.usual();
        return pagination.turn(items, cursor == null ? null : cursor.toString());
    }

    private DescribedTool described(Tool tool) {
        DescribedTool described = byName.get(tool.name());
        if (described == null) {
            throw unknown(tool);
        }
        return described;
    }

    private static GatewayException unknown(Tool tool) {
        return new GatewayException(Kind.UNKNOWN_TOOL, "there is no tool " + tool.name() + " at present");
    }

    @Override
    public QuotaNames quotaNames() {
        return description.quotaNames();
    }

    @Override
    public @Nullable Object errorMessage(@Nullable Object body) {
        return description.errorMessage(body);
    }

    @Override
    public boolean failed(@Nullable Object body) {
        return description.failed(body);
    }

    @Override
    public @Nullable VendorRequest check(Account account) {
        return description.check(account);
    }
}

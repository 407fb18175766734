package dev.patchbay.integration;

import dev.patchbay.api.Account;
import dev.patchbay.api.GatewayException;
import dev.patchbay.api.GatewayException.Kind;
import dev.patchbay.api.VendorRequest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How the arguments of a call become a request. Made once when the description is read; nothing is parsed per call. */
final class RequestPlan {
    private final String method;
    private final PathPlan path;
    private final List<Argument> query;
    private final Map<String, FixedValue> fixedQuery;
    private final List<Argument> header;
    private final Map<String, FixedValue> fixedHeaders;
    private final @Nullable BodyPlan body;
    private final Set<String> declared;
    private final Map<String, FixedValue> guarded;

    /** The parts of a plan; arguments in the order in which they are sent. */
    record Parts(
            String method,
            PathPlan path,
            List<Argument> arguments,
            Map<String, FixedValue> fixedQuery,
            Map<String, FixedValue> fixedHeaders,
            @Nullable BodyPlan body,
            Map<String, FixedValue> guarded,
            Set<String> furtherNames) {}

    RequestPlan(Parts parts) {
        method = parts.method();
        path = parts.path();
        query = in(Where.QUERY, parts);
        fixedQuery = parts.fixedQuery();
        header = in(Where.HEADER, parts);
        fixedHeaders = parts.fixedHeaders();
        body = parts.body();
        declared = new HashSet<>(parts.furtherNames());
        parts.arguments().forEach(each -> declared.add(each.name()));
        guarded = parts.guarded();
    }

    private static List<Argument> in(Where where, Parts parts) {
        return parts.arguments().stream().filter(each -> each.where() == where).toList();
    }

    /**
     * The arguments without those that only the account decides.
     *
     * @throws GatewayException if such an argument differs from the account's value, or nobody knows it
     */
    Map<String, Object> own(Map<String, Object> arguments, Account account) {
        if (declared.containsAll(arguments.keySet())) {
            return arguments;
        }
        Map<String, Object> own = new LinkedHashMap<>();
        arguments.forEach((name, value) -> {
            FixedValue fixed = declared.contains(name) ? null : guarded.get(name);
            if (fixed == null) {
                own.put(name, value);
            } else {
                checkEqual(name, value, fixed, account);
            }
        });
        return own;
    }

    private static void checkEqual(String name, @Nullable Object value, FixedValue fixed, Account account) {
        Object expected = fixed.in(account.context());
        if (expected == null || value == null || !WireText.of(expected).equals(WireText.of(value))) {
            String whose = expected == null ? "it has none" : "it is " + WireText.of(expected);
            throw new GatewayException(
                    Kind.INVALID_ARGUMENT,
                    name + " is decided by the connected account (" + whose
                            + ") and cannot be chosen: leave it out. Another one needs an account of its own.");
        }
    }

    /**
     * The request for a call.
     *
     * @param arguments what {@link #own} let through
     * @param paging what the paging style sends; it wins over fixed values
     * @throws GatewayException of kind {@code INVALID_ARGUMENT} if an argument cannot be sent as it is
     */
    VendorRequest request(Map<String, Object> arguments, Account account, List<Sent> paging) {
        for (String name : arguments.keySet()) {
            if (!declared.contains(name)) {
                throw new GatewayException(Kind.INVALID_ARGUMENT, "there is no argument " + name);
            }
        }
        return new VendorRequest(
                method,
                path.fill(arguments, account),
                query(arguments, account.context(), paging),
                headers(arguments, account.context(), paging),
                body == null ? null : body.build(arguments, account.context(), paging));
    }

    private List<VendorRequest.Param> query(
            Map<String, Object> arguments, Map<String, String> context, List<Sent> paging) {
        List<VendorRequest.Param> params = new ArrayList<>();
        for (Argument argument : query) {
            Object value = arguments.get(argument.name());
            argument.style().spread(argument.wire(), value, (name, text) -> add(params, name, text));
        }
        fixedQuery.forEach((name, fixed) -> {
            Object value = fixed.in(context);
            if (value != null && !sends(paging, Where.QUERY, name)) {
                QueryStyle.REPEAT.spread(name, value, (each, text) -> add(params, each, text));
            }
        });
        for (Sent sent : paging) {
            if (sent.where() == Where.QUERY) {
                add(params, sent.name(), WireText.of(sent.value()));
            }
        }
        return params;
    }

    private static void add(List<VendorRequest.Param> params, String name, String value) {
        params.add(new VendorRequest.Param(name, value));
    }

    private static boolean sends(List<Sent> paging, Where where, String name) {
        for (Sent sent : paging) {
            if (sent.where() == where && sent.name().equals(name)) {
                return true;
            }
        }
        return false;
    }

    private Map<String, String> headers(Map<String, Object> arguments, Map<String, String> context, List<Sent> paging) {
        Map<String, String> headers = new LinkedHashMap<>();
        fixedHeaders.forEach((name, fixed) -> {
            Object value = fixed.in(context);
            if (value != null) {
                headers.put(name, WireText.of(value));
            }
        });
        for (Argument argument : header) {
            Object value = arguments.get(argument.name());
            if (value != null) {
                String text = WireText.of(value);
                if (text.chars().anyMatch(Character::isISOControl)) {
                    throw new GatewayException(
                            Kind.INVALID_ARGUMENT, argument.name() + " must not hold control characters");
                }
                headers.put(argument.wire(), text);
            }
        }
        for (Sent sent : paging) {
            if (sent.where() == Where.HEADER) {
                headers.put(sent.name(), WireText.of(sent.value()));
            }
        }
        return headers;
    }
}

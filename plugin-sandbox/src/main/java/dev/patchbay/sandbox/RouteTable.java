package dev.patchbay.sandbox;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which handler serves which method and path. Where several templates fit, the one whose literal segments begin further
 * to the left wins: {@code /tags/split} before {@code /tags/{name}}.
 */
public final class RouteTable {
    /** Serves the requests of one route; a {@link Refusal} may come out of it. */
    @FunctionalInterface
    public interface Handler {
        ApiAnswer answer(Call call);
    }

    /** A request with the parameters that its path holds. */
    public record Call(ApiRequest request, Map<String, String> pathParameters) {
        /** The path parameter of this name, which the route's template must have. */
        public String path(String name) {
            String value = pathParameters.get(name);
            if (value == null) {
                throw new IllegalArgumentException("the route has no parameter " + name);
            }
            return value;
        }

        /** The path parameter as a number; anything else names nothing that exists. */
        public int pathNumber(String name) {
            String value = path(name);
            try {
                return Integer.parseInt(value);
            } catch (NumberFormatException e) {
                throw new Refusal(404, name + " must be a whole number, but is " + value);
            }
        }

        /** The query parameters, for typed reading. */
        public QueryReader query() {
            return new QueryReader(request.query());
        }

        /** The body, which must be a JSON object. */
        public JsonBody body() {
            return JsonBody.parse(request.text());
        }
    }

    /** A route that serves a request, with what its template took from the path. */
    public record Match(Handler handler, Map<String, String> pathParameters) {}

    private record Route(String method, String template, List<String> segments, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    /** Adds a route; a template's variable segments stand in braces. */
    public RouteTable add(String method, String template, Handler handler) {
        routes.add(new Route(method, template, segments(template), handler));
        return this;
    }

    /**
     * Finds what serves a request.
     *
     * @throws Refusal 404 when no template fits the path, 405 when one does for other methods only
     */
    public Match find(String method, String path) {
        List<String> asked = segments(path);
        Route best = null;
        TreeSet<String> otherMethods = new TreeSet<>();
        for (Route route : routes) {
            if (!fits(route.segments, asked)) {
                continue;
            }
            if (!route.method.equals(method)) {
                otherMethods.add(route.method);
            } else if (best == null || literals(route.segments).compareTo(literals(best.segments)) > 0) {
                best = route;
            }
        }
        if (best != null) {
            return new Match(best.handler, parameters(best.segments, asked));
        }
        throw otherMethods.isEmpty()
                ? new Refusal(404, "There is nothing at " + path)
                : new Refusal(405, path + " does not take " + method + ", only " + String.join(", ", otherMethods));
    }

    /** Whether exactly this template is served for this method. */
    public boolean serves(String method, String template) {
        return routes.stream().anyMatch(r -> r.method.equals(method) && r.template.equals(template));
    }

    private static boolean fits(List<String> template, List<String> asked) {
        if (template.size() != asked.size()) {
            return false;
        }
        for (int i = 0; i < asked.size(); i++) {
            if (variable(template.get(i)) == null && !template.get(i).equals(asked.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static String literals(List<String> template) {
        StringBuilder pattern = new StringBuilder();
        template.forEach(segment -> pattern.append(variable(segment) == null ? '1' : '0'));
        return pattern.toString();
    }

    private static Map<String, String> parameters(List<String> template, List<String> asked) {
        Map<String, String> parameters = new HashMap<>();
        for (int i = 0; i < asked.size(); i++) {
            String name = variable(template.get(i));
            if (name != null) {
                parameters.put(name, asked.get(i));
            }
        }
        return Map.copyOf(parameters);
    }

    private static @Nullable String variable(String segment) {
        return segment.startsWith("{") && segment.endsWith("}") ? segment.substring(1, segment.length() - 1) : null;
    }

    /** A trailing slash makes another path, as with the vendors. */
    private static List<String> segments(String path) {
        return List.of(path.split("/", -1));
    }
}

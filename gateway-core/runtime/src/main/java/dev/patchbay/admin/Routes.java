package dev.patchbay.admin;

import dev.patchbay.token.Permission;
import dev.patchbay.token.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of routes: what may be asked, by whom, and who answers. */
final class Routes {
    private final List<Route> routes = new ArrayList<>();

    /** Answers a call. */
    @FunctionalInterface
    interface Handler {
        Answer handle(Call call);
    }

    /**
     * A line of the table; segments in braces are variables.
     *
     * @param permission what the caller must be allowed; {@code null} if nobody needs to say who they are
     */
    record Route(
            String method, List<String> segments, @Nullable Permission permission, Handler handler) {
        @Nullable
        Map<String, String> match(List<String> path) {
            if (path.size() != segments.size()) {
                return null;
            }
            Map<String, String> variables = new HashMap<>();
            for (int i = 0; i < path.size(); i++) {
                String segment = segments.get(i);
                if (segment.startsWith("{")) {
                    variables.put(segment.substring(1, segment.length() - 1), path.get(i));
                } else if (!segment.equals(path.get(i))) {
                    return null;
                }
            }
            return variables;
        }

        boolean allows(Role role) {
            return permission == null || role.allows(permission);
        }

        /** With variables in braces. */
        String path() {
            return "/" + String.join("/", segments);
        }

        @Override
        public String toString() {
            return method + " " + path();
        }
    }

    /** What a look into the table gives. */
    sealed interface Found {
        /** @throws Refusal 404 for an unknown path, 405 for a method that it does not have */
        Match orRefuse();
    }

    /** A route that was found, with the values of its variables. */
    record Match(Route route, Map<String, String> variables) implements Found {
        @Override
        public Match orRefuse() {
            return this;
        }
    }

    /** No route: nothing at that path, or nothing by that method. */
    record Nothing(SortedSet<String> allowed) implements Found {
        @Override
        public Match orRefuse() {
            if (allowed.isEmpty()) {
                throw new Refusal(404, "there is nothing at this path");
            }
            String allow = String.join(", ", allowed);
            throw new Refusal(405, "this path allows " + allow, List.of(), Map.of("Allow", allow));
        }
    }

    Routes add(String method, String template, @Nullable Permission permission, Handler handler) {
        routes.add(new Route(method, segments(template), permission, handler));
        return this;
    }

    /** The first route of a path and method. */
    Found find(String method, String path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        List<String> segments = segments(path);
        SortedSet<String> allowed = new TreeSet<>();
        for (Route route : routes) {
            Map<String, String> variables = route.match(segments);
            if (variables != null && route.method.equals(wanted)) {
                return new Match(route, variables);
            }
            if (variables != null) {
                allowed.add(route.method);
            }
        }
        return new Nothing(allowed);
    }

    /** All lines. */
    List<Route> all() {
        return List.copyOf(routes);
    }

    private static List<String> segments(String path) {
        return Stream.of(path.split("/")).filter(each -> !each.isEmpty()).toList();
    }
}

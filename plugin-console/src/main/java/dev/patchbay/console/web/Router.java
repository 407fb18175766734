package dev.patchbay.console.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The table of pages: which path is answered by whom. Earlier lines win. */
public final class Router {
    private final List<Route> routes = new ArrayList<>();

    /** Answers a request of a person who is signed in. */
    @FunctionalInterface
    public interface Handler {
        /**
         * Answers.
         *
         * @throws Trouble to show an error page instead
         */
        Reply handle(Visit visit);
    }

    private record Route(String method, List<String> segments, Handler handler) {
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
    }

    /**
     * A page that was found.
     *
     * @param handler who answers
     * @param variables the values of the path's variables
     */
    public record Match(Handler handler, Map<String, String> variables) {}

    /**
     * A page that looks and changes nothing.
     *
     * @param template a path below {@code /console}; segments in braces are variables
     */
    public Router get(String template, Handler handler) {
        return add("GET", template, handler);
    }

    /** What a form does. It is only reached with the form's token. */
    public Router post(String template, Handler handler) {
        return add("POST", template, handler);
    }

    private Router add(String method, String template, Handler handler) {
        routes.add(new Route(method, segments(template), handler));
        return this;
    }

    /** @throws Trouble 404 for an unknown path, 405 for a method that it does not have */
    public Match find(String method, String path) {
        List<String> segments = segments(path);
        boolean known = false;
        for (Route route : routes) {
            Map<String, String> variables = route.match(segments);
            if (variables != null && route.method.equals(method)) {
                return new Match(route.handler, variables);
            }
            known |= variables != null;
        }
        throw known
                ? new Trouble(405, "This address only takes what a form sends. Go back, and use the form.")
                : Trouble.notFound("page");
    }

    private static List<String> segments(String path) {
        return Stream.of(path.split("/")).filter(each -> !each.isEmpty()).toList();
    }
}

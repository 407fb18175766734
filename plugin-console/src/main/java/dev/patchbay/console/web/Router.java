package dev.patchbay.console.web;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table of pages: which path is answered by whom. Earlier lines win. */
public final class Router {
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

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

    private record Route(String method, Pattern path, List<String> variables, Handler handler) {}

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
        List<String> variables =
                VARIABLE.matcher(template).results().map(each -> each.group(1)).toList();
        Pattern path = Pattern.compile(VARIABLE.matcher(template).replaceAll("([^/]+)"));
        routes.add(new Route(method, path, variables, handler));
        return this;
    }

    /** @throws Trouble 404 for an unknown path, 405 for a method that it does not have */
    public Match find(String method, String path) {
        boolean known = false;
        for (Route route : routes) {
            Matcher matcher = route.path.matcher(path);
            if (!matcher.matches()) {
                continue;
            }
            if (route.method.equals(method)) {
                Map<String, String> values = new HashMap<>();
                for (int i = 0; i < route.variables.size(); i++) {
                    values.put(route.variables.get(i), matcher.group(i + 1));
                }
                return new Match(route.handler, values);
            }
            known = true;
        }
        throw known
                ? new Trouble(405, "This address only takes what a form sends. Go back, and use the form.")
                : Trouble.notFound("page");
    }
}

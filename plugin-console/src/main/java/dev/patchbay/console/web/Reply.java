package dev.patchbay.console.web;

/** What a handler answers. */
public sealed interface Reply {
    /**
     * A whole page, in the frame.
     *
     * @param status the HTTP status
     * @param template its template, {@code accounts/list} for example; takes {@code page} and {@code model}
     * @param title what the page is, for the browser's tab and history; never a secret
     * @param model what the template shows
     */
    record Page(int status, String template, String title, Object model) implements Reply {}

    /**
     * A piece of a page, for a script that replaces it.
     *
     * @param template its template; takes {@code model}
     * @param model what the template shows
     */
    record Fragment(String template, Object model) implements Reply {}

    /**
     * Look elsewhere: what a form answers once it has done its work, so that a reload does not do it again.
     *
     * @param path within the console, {@code /accounts} for example
     */
    record Redirect(String path) implements Reply {}

    static Reply page(String template, String title, Object model) {
        return new Page(200, template, title, model);
    }

    /** A form that is shown again because something in it is wrong. */
    static Reply again(String template, String title, Object model) {
        return new Page(422, template, title, model);
    }

    static Reply fragment(String template, Object model) {
        return new Fragment(template, model);
    }

    static Reply redirect(String path) {
        return new Redirect(path);
    }
}

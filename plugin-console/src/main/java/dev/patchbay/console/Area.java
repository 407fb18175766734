package dev.patchbay.console;

import dev.patchbay.console.web.Router;

/** A part of the console: some pages that belong together. */
@FunctionalInterface
public interface Area {
    /** Adds its pages. */
    void addTo(Router router);
}

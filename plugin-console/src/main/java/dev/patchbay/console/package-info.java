/** The operator's pages. {@link dev.patchbay.console.ConsoleServlet} is the door; each area is a room of its own. */
@NullMarked
package dev.patchbay.console;

import org.jspecify.annotations.NullMarked;

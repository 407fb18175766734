/** Choosing one account among many. */
@NullMarked
package dev.patchbay.console.chooser;

import org.jspecify.annotations.NullMarked;

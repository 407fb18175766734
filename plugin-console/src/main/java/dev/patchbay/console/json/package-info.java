/** JSON values, and how to read them. */
@NullMarked
package dev.patchbay.console.json;

import org.jspecify.annotations.NullMarked;

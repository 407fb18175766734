/** Inputs that nobody would think of. */
@NullMarked
package dev.patchbay.protocol.fuzz;

import org.jspecify.annotations.NullMarked;

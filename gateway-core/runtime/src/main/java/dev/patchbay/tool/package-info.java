/** The catalogue: which tools a server has, in which encoding, and whether arguments fit them. */
@NullMarked
package dev.patchbay.tool;

import org.jspecify.annotations.NullMarked;

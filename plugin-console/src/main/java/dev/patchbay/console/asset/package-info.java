/** The files that pages load. */
@NullMarked
package dev.patchbay.console.asset;

import org.jspecify.annotations.NullMarked;

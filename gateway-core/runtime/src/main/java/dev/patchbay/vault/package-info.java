/** Sealed credentials, and the key that opens them. */
@NullMarked
package dev.patchbay.vault;

import org.jspecify.annotations.NullMarked;

/** Secrets at rest: the master key, what it seals, and the credentials of accounts. */
@NullMarked
package dev.patchbay.vault;

import org.jspecify.annotations.NullMarked;

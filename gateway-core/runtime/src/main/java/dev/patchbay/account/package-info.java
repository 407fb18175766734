/** Connected vendor accounts: what they are, how they are, and where they are kept. */
@NullMarked
package dev.patchbay.account;

import org.jspecify.annotations.NullMarked;

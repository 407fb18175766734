/** Integrated accounts: connect, look after, disconnect. */
@NullMarked
package dev.patchbay.console.accounts;

import org.jspecify.annotations.NullMarked;

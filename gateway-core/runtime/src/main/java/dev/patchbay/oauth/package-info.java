/**
 * Connecting accounts by a login in the browser: where an operator is sent, and what is done when the browser comes
 * back.
 */
@NullMarked
package dev.patchbay.oauth;

import org.jspecify.annotations.NullMarked;

/** What the gateway is set to, how it is, and the API tokens. */
@NullMarked
package dev.patchbay.console.settings;

import org.jspecify.annotations.NullMarked;

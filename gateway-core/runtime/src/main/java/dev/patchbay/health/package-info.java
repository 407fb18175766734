/** How the gateway is: checks that are its own, and {@code /health}, which tells of all. */
@NullMarked
package dev.patchbay.health;

import org.jspecify.annotations.NullMarked;

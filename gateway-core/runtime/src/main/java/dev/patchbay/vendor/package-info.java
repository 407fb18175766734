/**
 * The way out: every request to a vendor is checked, signed, bounded, sent once and judged here, and nowhere else is
 * an HTTP client.
 */
@NullMarked
package dev.patchbay.vendor;

import org.jspecify.annotations.NullMarked;

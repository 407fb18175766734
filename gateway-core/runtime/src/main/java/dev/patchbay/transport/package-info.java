/** HTTP: bounded bodies in, bytes out, event streams. Parses nothing but addresses. */
@NullMarked
package dev.patchbay.transport;

import org.jspecify.annotations.NullMarked;

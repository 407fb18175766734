/** Revision 2026-07-28: every request stands for itself. */
@NullMarked
package dev.patchbay.protocol.stateless;

import org.jspecify.annotations.NullMarked;

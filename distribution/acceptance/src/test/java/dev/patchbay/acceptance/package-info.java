/** The running distribution over real HTTP: the protocol's checklist, tokens, catalogues, crashes. */
@NullMarked
package dev.patchbay.acceptance;

import org.jspecify.annotations.NullMarked;

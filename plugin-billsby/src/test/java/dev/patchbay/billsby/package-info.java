/** Checks of the Billsby description: that it is complete, that it can be read by a model, and that Billsby describes the same. */
@NullMarked
package dev.patchbay.billsby;

import org.jspecify.annotations.NullMarked;

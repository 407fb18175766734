/** Holds the description of HighLevel against its list of tools and against what the vendor says of itself. */
@NullMarked
package dev.patchbay.highlevel;

import org.jspecify.annotations.NullMarked;

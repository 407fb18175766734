/** What the description of HighLevel cannot say: the two operations that need another request of the vendor first. */
@NullMarked
package dev.patchbay.highlevel;

import org.jspecify.annotations.NullMarked;

/** What tests of the distribution share: the assembled folder as a process, and patience. */
@NullMarked
package dev.patchbay.harness;

import org.jspecify.annotations.NullMarked;

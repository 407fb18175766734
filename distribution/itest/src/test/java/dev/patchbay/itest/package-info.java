/** The assembled distribution under test: as bundles in this JVM, and as the process that users start. */
@NullMarked
package dev.patchbay.itest;

import org.jspecify.annotations.NullMarked;

/** What became of the files in {@code deploy/}: seen, told, never repaired behind the operator's back. */
@NullMarked
package dev.patchbay.deploy;

import org.jspecify.annotations.NullMarked;

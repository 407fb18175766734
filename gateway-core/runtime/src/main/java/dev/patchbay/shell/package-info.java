/** The operator's way in: a Unix-domain socket into Gogo, and the commands of scope {@code gateway}. */
@NullMarked
package dev.patchbay.shell;

import org.jspecify.annotations.NullMarked;

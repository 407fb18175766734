/** The commands of the scope {@code gateway}: what the admin API can do, for a person or a script at this machine. */
@NullMarked
package dev.patchbay.shell.gateway;

import org.jspecify.annotations.NullMarked;

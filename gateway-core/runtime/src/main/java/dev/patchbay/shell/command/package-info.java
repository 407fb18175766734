/**
 * What a shell command is: its declaration, which is also its help and what the Tab key offers; the line that calls it;
 * and how its answer is shown.
 */
@NullMarked
package dev.patchbay.shell.command;

import org.jspecify.annotations.NullMarked;

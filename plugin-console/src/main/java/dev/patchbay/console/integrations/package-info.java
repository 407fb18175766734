/** Integrations and the files that bring them: look after, upload, stop, remove. */
@NullMarked
package dev.patchbay.console.integrations;

import org.jspecify.annotations.NullMarked;

/** Tools as models see them: browse, read, run one by hand. */
@NullMarked
package dev.patchbay.console.tools;

import org.jspecify.annotations.NullMarked;

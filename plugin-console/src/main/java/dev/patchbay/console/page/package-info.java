/** What pages are made of: the frame, forms, tables, badges, times. */
@NullMarked
package dev.patchbay.console.page;

import org.jspecify.annotations.NullMarked;

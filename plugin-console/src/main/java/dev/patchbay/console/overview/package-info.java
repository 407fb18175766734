/** The first page: how it is, and what needs a person. */
@NullMarked
package dev.patchbay.console.overview;

import org.jspecify.annotations.NullMarked;

/** The audit trail: what was done, by whom, and how it ended. */
@NullMarked
package dev.patchbay.console.activity;

import org.jspecify.annotations.NullMarked;

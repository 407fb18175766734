/** The audit trail: who did what with which outcome, in lines that are chained by their hashes. */
@NullMarked
package dev.patchbay.audit;

import org.jspecify.annotations.NullMarked;

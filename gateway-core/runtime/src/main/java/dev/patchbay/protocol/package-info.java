/**
 * MCP: which revision a request speaks, what it asks, and how the answer is said in that revision. Knows HTTP as status
 * codes and headers only; the servlet is elsewhere.
 */
@NullMarked
package dev.patchbay.protocol;

import org.jspecify.annotations.NullMarked;

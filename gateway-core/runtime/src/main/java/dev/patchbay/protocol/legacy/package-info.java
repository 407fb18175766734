/**
 * The revisions 2025-11-25 to 2025-03-26 over Streamable HTTP, served without keeping sessions, and 2024-11-05 over HTTP+SSE.
 * Nothing outside refers to this package but the one place that chooses a revision: it can be deleted some day.
 */
@NullMarked
package dev.patchbay.protocol.legacy;

import org.jspecify.annotations.NullMarked;

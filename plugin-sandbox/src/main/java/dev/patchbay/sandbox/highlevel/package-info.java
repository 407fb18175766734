/**
 * A miniature of HighLevel: one location with its contacts, conversations and invoices in memory, and the OAuth server in
 * front of it. The objects of the location are plain and mutable; they are touched under the one lock of {@code
 * HighLevelMiniature} only.
 */
@NullMarked
package dev.patchbay.sandbox.highlevel;

import org.jspecify.annotations.NullMarked;

/**
 * Starts a gateway from the folder that users unpack, and talks to a running one: what {@code bin/patchbay} runs. On
 * the plain class path, beside the framework; bundles never see it.
 */
@NullMarked
package dev.patchbay.launcher;

import org.jspecify.annotations.NullMarked;

/**
 * What every miniature of a vendor's API shares: the servlet in front of it, its routes, the reading of bodies, faults on
 * demand and the record of what was asked.
 */
@NullMarked
package dev.patchbay.sandbox;

import org.jspecify.annotations.NullMarked;

/** What the tests of an integration are made of: a vendor on loopback, a way to call tools, and the contract to keep. */
@NullMarked
package dev.patchbay.testkit;

import org.jspecify.annotations.NullMarked;

/** Who is signed in: sessions, their cookie, the tokens that forms carry, and the brake on guessing. */
@NullMarked
package dev.patchbay.console.session;

import org.jspecify.annotations.NullMarked;

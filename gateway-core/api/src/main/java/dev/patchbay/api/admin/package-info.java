/**
 * The admin API without a network in between, for bundles that show it to people: the same routes, the same rules and the
 * same audit lines as over HTTP, so that whatever such a bundle can do, a script can do too.
 *
 * <p>JSON values are plain Java, as in {@link dev.patchbay.api}.
 */
@NullMarked
@Export
@Version("1.0.0")
package dev.patchbay.api.admin;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

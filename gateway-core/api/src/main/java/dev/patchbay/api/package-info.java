/**
 * What a vendor plugin is written against: {@link dev.patchbay.api.ToolProvider} for a vendor written in Java,
 * {@link dev.patchbay.api.VendorHook} for the few operations of a described vendor that data cannot express, and
 * {@link dev.patchbay.api.AuthScheme} for a way to prove to vendors who is calling, or one of its kinds that renew
 * themselves. Each is registered as an OSGi service; there is nothing to start, stop or look up.
 *
 * <p>JSON values are plain Java wherever they appear: {@code Map<String, Object>}, {@code List<Object>},
 * {@code String}, {@code Number}, {@code Boolean} and {@code null}.
 */
@NullMarked
@Export
@Version("1.0.0")
package dev.patchbay.api;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;

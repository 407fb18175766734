/** What is counted, and the page that a Prometheus server reads. */
@NullMarked
package dev.patchbay.metrics;

import org.jspecify.annotations.NullMarked;

/**
 * Vendors that are described by YAML: the reader, which tells every mistake with file and line, and the tools that are
 * made of a description.
 */
@NullMarked
package dev.patchbay.integration;

import org.jspecify.annotations.NullMarked;

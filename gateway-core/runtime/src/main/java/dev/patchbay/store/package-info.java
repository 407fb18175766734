/**
 * The one relational store behind everything that outlives a restart: its connection, its tables, and the news of rows
 * that changed. Which database it is, H2 in a file or PostgreSQL for many nodes, is known in this package alone.
 */
@NullMarked
package dev.patchbay.store;

import org.jspecify.annotations.NullMarked;

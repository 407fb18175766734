/**
 * A miniature of Billsby: one company with its products, customers, subscriptions and invoices in memory. The objects of
 * the company are plain and mutable; they are touched under the one lock of {@code BillsbyMiniature} only.
 */
@NullMarked
package dev.patchbay.sandbox.billsby;

import org.jspecify.annotations.NullMarked;

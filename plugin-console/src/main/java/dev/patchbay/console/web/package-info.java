/** A request and what answers it: routes, forms, answers, the headers that protect them. */
@NullMarked
package dev.patchbay.console.web;

import org.jspecify.annotations.NullMarked;

package dev.patchbay.integration;

/** A value that paging sends with a request. */
record Sent(Where where, String name, Object value) {}

package dev.patchbay.integration;

import java.util.List;
import java.util.Map;

/**
 * A kind of thing of a vendor.
 *
 * @param headers sent with each of its requests, the vendor's among them
 */
record Resource(String name, String singular, List<String> tags, Map<String, FixedValue> headers) {}

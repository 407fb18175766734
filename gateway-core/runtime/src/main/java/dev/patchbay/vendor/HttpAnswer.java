package dev.patchbay.vendor;

import java.util.Map;

/**
 * What came back, before anybody judged it.
 *
 * @param headers names in lower case; several of one name are joined by a comma
 * @param body as it came, still compressed if it was
 */
record HttpAnswer(int status, Map<String, String> headers, byte[] body) {}

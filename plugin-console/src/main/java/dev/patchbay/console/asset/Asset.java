package dev.patchbay.console.asset;

/**
 * A file that pages load.
 *
 * @param path where, below {@code /console}; it names the content, so that a browser may keep it for ever
 * @param type its media type
 * @param bytes its content
 */
public record Asset(String path, String type, byte[] bytes) {}

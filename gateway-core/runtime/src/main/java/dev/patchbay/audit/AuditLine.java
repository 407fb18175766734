package dev.patchbay.audit;

/**
 * A line as it is stored.
 *
 * @param id rises from line to line
 * @param node the gateway node that wrote it
 */
public record AuditLine(long id, String node, AuditEntry entry) {}

package dev.patchbay.harness;

/**
 * What a command line came to.
 *
 * @param status its exit status
 * @param output what it wrote, standard error among standard output
 */
public record Outcome(int status, String output) {}

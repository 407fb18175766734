package dev.patchbay.integration;

/** A line of a description: what every complaint begins with. */
record Place(String file, int line) {
    @Override
    public String toString() {
        return file + ":" + line;
    }
}
